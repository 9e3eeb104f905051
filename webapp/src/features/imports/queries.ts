import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, authorized, download, ok, type Schema, upload } from "../../api/client";
import { follow } from "../../api/events";
import { problemOf } from "../../api/problem";
import { headsOf } from "./model";

/** What stands in the template: the heads that the server knows best. */
export function useTemplateHeads(kind: string) {
  return useQuery({
    queryKey: ["import-template", kind],
    queryFn: async ({ signal }) => {
      const response = await authorized(
        new Request(new URL(`/api/imports/${kind}/template/`, window.location.origin), {
          headers: { Accept: "text/csv" },
          signal,
        }),
      );
      if (!response.ok) throw await problemOf(response);
      return headsOf(await response.text()).heads;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function downloadTemplate(kind: string) {
  return download(`/api/imports/${kind}/template/`, `${kind}_template.csv`, "text/csv");
}

export function downloadRejects(id: number) {
  return download(`/api/imports/${id}/rejects/`, `import_${id}_rejects.csv`, "text/csv");
}

export function check(kind: string, file: File) {
  return upload<Schema<"ImportChecked">>(`/api/imports/${kind}/?dry_run=true`, file);
}

export function apply(kind: string, file: File) {
  return upload<Schema<"ImportEnqueued">>(`/api/imports/${kind}/`, file);
}

/** Takes an import back; the lists that it may have changed are read again. */
export function useUndo() {
  const queries = useQueryClient();
  return async (id: number) => {
    await ok(api.POST("/api/imports/{id}/undo/", { params: { path: { id } } }));
    await queries.invalidateQueries();
  };
}

/** An import and how far it is: told by the job's events, or asked for by who may not watch jobs. */
export function useImport(id: number, watches: boolean) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const detail = useQuery({
    queryKey: ["import", id],
    queryFn: () => ok(api.GET("/api/imports/{key}/", { params: { path: { key: id } } })),
    refetchInterval: (query) => (query.state.data?.state === "queued" ? (watches ? 5_000 : 1_000) : false),
  });
  const job = watches && detail.data?.state === "queued" ? detail.data.job_id : null;
  const over = detail.data !== undefined && detail.data.state !== "queued";

  useEffect(() => {
    if (job === null) return;
    const stop = new AbortController();
    follow(
      `/api/jobs/${job}/events/`,
      (seen) => {
        const told = (seen as { progress?: { done: number; total: number } }).progress;
        if (told) setProgress(told);
      },
      stop.signal,
    )
      // Without events the import is still asked for now and then.
      .catch(() => undefined)
      .finally(() => {
        if (!stop.signal.aborted) void queries.invalidateQueries({ queryKey: ["import", id] });
      });
    return () => stop.abort();
  }, [job, id, queries]);

  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ["/api/imports/"] });
  }, [over, queries]);

  return { detail, progress };
}
