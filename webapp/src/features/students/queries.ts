import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, listOf, ok, type Schema, versioned } from "../../api/client";

export type Student = Schema<"Student">;
export type StudentWrite = Schema<"StudentBody">;

export function useStudent(id: number) {
  return useQuery({
    queryKey: ["/api/students/", id],
    queryFn: () => versioned(api.GET("/api/students/{id}/", { params: { path: { id } } })),
  });
}

export function useRecord(id: number) {
  return useQuery({
    queryKey: ["record", id],
    queryFn: () => ok(api.GET("/api/students/{id}/record/", { params: { path: { id } } })),
  });
}

export function useStandings(student: number) {
  return useQuery({
    queryKey: ["/api/attendance/standings/", { student }],
    queryFn: ({ signal }) => listOf("/api/attendance/standings/", { student, page_size: 100 }, signal),
  });
}

export function useHolds(student: number, enabled: boolean) {
  return useQuery({
    queryKey: ["/api/holds/", { student }],
    queryFn: ({ signal }) => listOf("/api/holds/", { student, page_size: 100 }, signal),
    enabled,
  });
}

export function useSaveStudent(present?: { id: number; etag: string }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: StudentWrite) =>
      present
        ? ok(
            api.PATCH("/api/students/{id}/", {
              params: { path: { id: present.id } },
              body,
              ...ifMatch(present.etag),
            }),
          )
        : ok(api.POST("/api/students/", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["/api/students/"] }),
  });
}

export function useRemoveStudent(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ok(api.DELETE("/api/students/{id}/", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["/api/students/"] }),
  });
}
