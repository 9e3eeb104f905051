import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, listOf, ok } from "../../api/client";

export function useMyRecord(student: number) {
  return useQuery({
    queryKey: ["record", student],
    queryFn: () => ok(api.GET("/api/students/{id}/record/", { params: { path: { id: student } } })),
  });
}

export function useMyStandings() {
  return useQuery({
    queryKey: ["/api/attendance/standings/", "mine"],
    queryFn: ({ signal }) => listOf("/api/attendance/standings/", { page_size: 100 }, signal),
  });
}

export function useMyDocuments() {
  return useQuery({
    queryKey: ["/api/documents/", "mine"],
    queryFn: ({ signal }) => listOf("/api/documents/", { page_size: 100, ordering: "-issued_at" }, signal),
  });
}

export function useMyRequests() {
  return useQuery({
    queryKey: ["/api/requests/", "mine"],
    queryFn: ({ signal }) => listOf("/api/requests/", { page_size: 100 }, signal),
  });
}

export function useFileRequest() {
  const queries = useQueryClient();
  return async (type: string, notes: string) => {
    await ok(api.POST("/api/requests/", { body: { type: type as "transcript", notes } }));
    await queries.invalidateQueries({ queryKey: ["/api/requests/"] });
  };
}
