import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, ok, recordOf } from "../../api/client";
import { changedMeanwhile } from "../../api/problem";
import type { Column } from "./model";

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

export async function changeAssessment(
  column: Column,
  type: string,
  weight: number | string | null,
  etag: string,
) {
  const condition = etag ? ifMatch(etag) : await asShown(column);
  const params = { path: { id: column.id } };
  const body = { type, weight: weight as number };
  return ok(api.PATCH("/api/assessments/{id}/", { params, body, ...condition }));
}

export async function removeAssessment(column: Column) {
  const condition = await asShown(column);
  return ok(api.DELETE("/api/assessments/{id}/", { params: { path: { id: column.id } }, ...condition }));
}

export function readAssessment(column: Column) {
  return recordOf("/api/assessments/", column.id);
}

/** The condition of an act on an assessment of which the sheet's head was seen. */
async function asShown(column: Column) {
  const { data, etag } = await readAssessment(column);
  if (data.type !== column.type || data.weight !== column.weight) throw changedMeanwhile();
  return ifMatch(etag);
}
