import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { releaseHold, revokeDocument, withdrawTransfer } from "../../api/acts";
import {
  api,
  download,
  ifMatch,
  type ListPath,
  listOf,
  ok,
  type Row,
  type Schema,
  versioned,
} from "../../api/client";

export type Student = Schema<"Student">;
export type StudentWrite = Schema<"StudentBody">;

export function useStudent(id: number) {
  return useQuery({
    queryKey: ["/api/students/", id],
    queryFn: () => versioned(api.GET("/api/students/{id}/", { params: { path: { id } } })),
  });
}

export function useRecord(id: number, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: ["record", id, "explained"],
    queryFn: () =>
      ok(api.GET("/api/students/{id}/record/", { params: { path: { id }, query: { explain: "true" } } })),
  });
}

export function useStandings(student: number, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: ["/api/attendance/standings/", { student }],
    queryFn: ({ signal }) => listOf("/api/attendance/standings/", { student, page_size: 100 }, signal),
  });
}

/** What a list of the server holds of that student, as far as the role may read it. */
export function useOf<P extends ListPath>(path: P, student: number, enabled: boolean) {
  return useQuery({
    queryKey: [path, { student }],
    queryFn: ({ signal }) => listOf(path, { student, page_size: 100 }, signal),
    enabled,
  });
}

/** What was done to the student's own record, the latest first. */
export function useHistory(student: number, enabled: boolean) {
  return useQuery({
    queryKey: ["/api/audit/", { student }],
    queryFn: ({ signal }) => listOf("/api/audit/", { object: `Student:${student}`, page_size: 100 }, signal),
    enabled,
  });
}

/** What the office does on a student's record; each reads the list again that it changes. */
export function useOfficeActs(student: number) {
  const queries = useQueryClient();
  const again = <T>(path: ListPath, act: Promise<T>) =>
    act.finally(() => queries.invalidateQueries({ queryKey: [path] }));
  return {
    issueTranscript: (regNo: string) =>
      again("/api/documents/", download(`/api/transcripts/${student}/`, `transcript_${regNo}.pdf`)),
    mailTranscript: () =>
      again("/api/documents/", ok(api.POST("/api/transcripts/enqueue/", { body: { student_id: student } }))),
    downloadDocument: (id: number, serial: string) => download(`/api/documents/${id}/file/`, `${serial}.pdf`),
    revoke: (document: Row<"/api/documents/">, reason: string) =>
      again("/api/documents/", revokeDocument(document, reason)),
    placeHold: (type: string, reason: string) =>
      again("/api/holds/", ok(api.POST("/api/holds/", { body: { student, type: type as "dues", reason } }))),
    releaseHold: (hold: Row<"/api/holds/">) => again("/api/holds/", releaseHold(hold)),
    recordTransfer: (body: Omit<Schema<"TransferCreditBody">, "student">) =>
      again(
        "/api/transfer-credits/",
        ok(api.POST("/api/transfer-credits/", { body: { ...body, student } })),
      ).finally(() => queries.invalidateQueries({ queryKey: ["record", student] })),
    withdrawTransfer: (transfer: Row<"/api/transfer-credits/">, reason: string) =>
      again("/api/transfer-credits/", withdrawTransfer(transfer, reason)).finally(() =>
        queries.invalidateQueries({ queryKey: ["record", student] }),
      ),
  };
}

export function useSaveStudent(id: number | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, etag }: { body: StudentWrite; etag: string }) =>
      id !== undefined
        ? ok(
            api.PATCH("/api/students/{id}/", {
              params: { path: { id } },
              body,
              ...ifMatch(etag),
            }),
          )
        : ok(api.POST("/api/students/", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["/api/students/"] }),
  });
}

export function useRemoveStudent(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (etag: string) =>
      ok(api.DELETE("/api/students/{id}/", { params: { path: { id } }, ...ifMatch(etag) })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["/api/students/"] }),
  });
}
