import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, ok } from "../../api/client";

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
    publish: () => again(ok(api.POST("/api/results/publish/", { body: { section_id: section } }))),
    freeze: () => again(ok(api.POST("/api/results/freeze/", { body: { section_id: section } }))),
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
