import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, listOf, ok } from "../../api/client";
import { type Assumed, gradesText } from "./model";

export function useMyRecord(student: number) {
  return useQuery({
    queryKey: ["record", student],
    queryFn: () => ok(api.GET("/api/students/{id}/record/", { params: { path: { id: student } } })),
  });
}

/** The averages with assumed grades: reckoned by the server, by the student's own scheme. */
export function useWhatIf(student: number, grades: Assumed) {
  return useQuery({
    queryKey: ["what-if", student, grades],
    queryFn: () =>
      ok(
        api.GET("/api/students/{id}/what-if/", {
          params: { path: { id: student }, query: { grades: gradesText(grades) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** How a student's attendance stands in each course; one request for all that tells of it. */
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

export function useShareActs(document: number) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["shares", document] });
  return {
    /** The address of the link is told this once. */
    make: (shows: string, hours: number) =>
      ok(
        api.POST("/api/documents/{id}/shares/", {
          params: { path: { id: document } },
          body: { shows: shows as "name", expires_in_hours: hours },
        }),
      ).finally(again),
    withdraw: (share: number) =>
      ok(
        api.DELETE("/api/documents/{id}/shares/{share}/", {
          params: { path: { id: document, share } },
        }),
      ).finally(again),
  };
}
