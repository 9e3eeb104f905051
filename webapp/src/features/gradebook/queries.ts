import { useQuery } from "@tanstack/react-query";
import { api, ok } from "../../api/client";

export function readBook(section: number) {
  return ok(api.GET("/api/sections/{id}/gradebook/", { params: { path: { id: section } } }));
}

export function useBook(section: number) {
  return useQuery({
    queryKey: ["gradebook", section],
    queryFn: () => readBook(section),
    // The sheet keeps itself up to date; a refetch under typing hands would only disturb.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function writeCells(scores: unknown[]) {
  return ok(api.POST("/api/assessment-scores/bulk/", { body: { scores } as never }));
}

export function addAssessment(section: number, type: string, weight: number | string | null) {
  return ok(api.POST("/api/assessments/", { body: { section, type, weight: weight as number } }));
}

export function changeAssessment(id: number, type: string, weight: number | string | null) {
  return ok(
    api.PATCH("/api/assessments/{id}/", {
      params: { path: { id } },
      body: { type, weight: weight as number },
    }),
  );
}

export function removeAssessment(id: number) {
  return ok(api.DELETE("/api/assessments/{id}/", { params: { path: { id } } }));
}
