import { useQueries, useQuery } from "@tanstack/react-query";
import { api, listOf, ok } from "../../api/client";
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
