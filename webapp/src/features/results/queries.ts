import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, download, listOf, ok, queryOf } from "../../api/client";

export function useSectionResults(section: number) {
  return useQuery({
    queryKey: ["section-results", section],
    queryFn: () => ok(api.GET("/api/sections/{id}/results/", { params: { path: { id: section } } })),
  });
}

export function useFinalGrades(section: number) {
  return useQuery({
    queryKey: ["final-grades", section],
    queryFn: () => ok(api.GET("/api/sections/{id}/final-grades/", { params: { path: { id: section } } })),
  });
}

export function useRoster(section: number) {
  return useQuery({
    queryKey: ["roster", section],
    queryFn: () => ok(api.GET("/api/sections/{id}/gradebook/", { params: { path: { id: section } } })),
  });
}

/** What is done to all results that a section holds. */
const deeds = {
  publish: (section: number) => ok(api.POST("/api/results/publish/", { body: { section_id: section } })),
  freeze: (section: number) => ok(api.POST("/api/results/freeze/", { body: { section_id: section } })),
};

/** What is done to a section's results; each reads them again. */
export function useResultActs(section: number) {
  const queries = useQueryClient();
  const again = useCallback(
    <T>(act: Promise<T>) =>
      act.finally(() => {
        void queries.invalidateQueries({ queryKey: ["section-results", section] });
        void queries.invalidateQueries({ queryKey: ["/api/sections/result-progress/"] });
      }),
    [queries, section],
  );
  return {
    compute: () =>
      again(ok(api.POST("/api/sections/{id}/results/compute/", { params: { path: { id: section } } }))),
    publish: () => again(deeds.publish(section)),
    freeze: () => again(deeds.freeze(section)),
    requestChange: (result: number, grade: string, reason: string) =>
      again(
        ok(
          api.POST("/api/results/change-request/", {
            body: { result_id: result, new_grade: grade, reason },
          }),
        ),
      ),
  };
}

export function useGazette(term: string, program: string) {
  return useQuery({
    queryKey: ["gazette", term, program],
    queryFn: () => ok(api.GET("/api/results/gazette/", { params: { query: { term, program } } })),
    enabled: term !== "",
  });
}

export function useMerit(term: string, program: string, by: string) {
  return useQuery({
    queryKey: ["merit", term, program, by],
    queryFn: ({ signal }) => listOf("/api/results/merit/", { term, program, by }, signal),
    enabled: term !== "",
  });
}

export function downloadMerit(term: string, program: string, by: string) {
  return download(
    `/api/results/merit/${queryOf({ term, program, by })}`,
    `merit_${term}_${program || "all"}.csv`.replaceAll(" ", "_"),
    "text/csv",
  );
}

/** Publishes or freezes all that a section holds, and tells how many results that were. */
export function useSectionDeed() {
  const queries = useQueryClient();
  return {
    act: async (deed: keyof typeof deeds, section: number) => {
      const counts = (await deeds[deed](section)) as { published?: number; frozen?: number };
      return counts.published ?? counts.frozen ?? 0;
    },
    readAgain: () => queries.invalidateQueries(),
  };
}
