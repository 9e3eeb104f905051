import { useQueries, useQuery } from "@tanstack/react-query";
import { api, listOf, ok } from "../../api/client";
import { useMyStandings } from "../my/queries";
import type { Watch } from "./model";

export function useStats() {
  return useQuery({
    queryKey: ["dashboard"],
    queryFn: () => ok(api.GET("/api/dashboard/stats/")) as Promise<Record<string, number>>,
  });
}

/** How long each list is; all are asked for at once. */
export function useCounts(watches: Watch[]) {
  return useQueries({
    queries: watches.map((watch) => ({
      queryKey: [watch.path, "count", watch.query],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await listOf(watch.path, { ...watch.query, page_size: 1 }, signal)).count,
    })),
  });
}

/** The last time that the audit log was gone through. */
export function useAuditCheck(enabled: boolean) {
  return useQuery({
    queryKey: ["/api/jobs/", "audit"],
    queryFn: async ({ signal }) =>
      (
        await listOf(
          "/api/jobs/",
          { type: "verify_audit_log", ordering: "-created_at", page_size: 1, count: false },
          signal,
        )
      ).results[0] ?? null,
    enabled,
  });
}

export function useHealth(enabled: boolean) {
  return useQuery({
    queryKey: ["health"],
    // Health answers 503 with the same body when something is wrong: that is an answer, too.
    queryFn: async (): Promise<{ status: string; components: Record<string, string> }> =>
      (await fetch("/health/")).json(),
    enabled,
  });
}

/** The teacher's sections of open terms, with what is missing. */
export function useOwnSections() {
  return useQuery({
    queryKey: ["/api/sections/result-progress/", "own"],
    queryFn: ({ signal }) =>
      listOf(
        "/api/sections/result-progress/",
        { term_status: "open", ordering: "course_code", page_size: 100 },
        signal,
      ),
  });
}

/** What a student's home page shows of today, all asked for at once. */
export function useStudentToday(today: string) {
  const attendance = useQuery({
    queryKey: ["/api/attendance/", "today", today],
    queryFn: ({ signal }) => listOf("/api/attendance/", { date: today, page_size: 100 }, signal),
  });
  const standings = useMyStandings();
  const results = useQuery({
    queryKey: ["/api/results/", "newest"],
    queryFn: ({ signal }) => listOf("/api/results/", { ordering: "-published_at", page_size: 3 }, signal),
  });
  const requests = useQuery({
    queryKey: ["/api/requests/", "mine"],
    queryFn: ({ signal }) => listOf("/api/requests/", { page_size: 100 }, signal),
  });
  return { attendance, standings, results, requests };
}
