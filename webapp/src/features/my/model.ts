import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";

type AcademicRecord = Schema<"AcademicRecord">;

/** The points of each grade that the student holds, by grade: what a what-if may choose from. */
export function gradesIn(record: AcademicRecord): { grade: string; points: number }[] {
  const points = new Map<string, number>();
  for (const term of record.terms)
    for (const course of term.courses)
      if (course.grade_points !== null) points.set(course.grade, course.grade_points);
  return [...points]
    .map(([grade, value]) => ({ grade, points: value }))
    .sort((one, other) => other.points - one.points);
}

/**
 * The CGPA if courses to come were passed with these points: Σ points × credits ÷ Σ credits over what counts,
 * half-up to 2 decimals, in hundredths so that no binary fraction decides.
 */
export function whatIf(record: AcademicRecord, more: { credits: number; points: number }[]): string | null {
  let hundredths = 0;
  let credits = 0;
  const courses = record.terms.flatMap((term) => term.courses);
  const counted = [
    ...courses.flatMap((course) =>
      course.grade_points === null ? [] : [{ credits: course.credits, points: course.grade_points }],
    ),
    ...more,
  ];
  for (const course of counted) {
    hundredths += Math.round(course.points * 100) * course.credits;
    credits += course.credits;
  }
  if (credits === 0) return null;
  return (Math.floor((2 * hundredths + credits) / (2 * credits)) / 100).toFixed(2);
}

/** How a share link stands. */
export function shareState(status: string): { label: string; tone: "good" | "plain" | "warn" } {
  switch (status) {
    case "active":
      return { label: i18n.t("Open"), tone: "good" };
    case "withdrawn":
      return { label: i18n.t("Withdrawn"), tone: "warn" };
    default:
      return { label: i18n.t("Expired"), tone: "plain" };
  }
}

/** Openings by the network that they came from, the latest first. */
export function placesOf(
  opens: { at: string; origin: string }[],
): { origin: string; count: number; last: string }[] {
  const places = new Map<string, { origin: string; count: number; last: string }>();
  for (const { at, origin } of opens) {
    const place = places.get(origin) ?? { origin, count: 0, last: at };
    place.count++;
    if (at > place.last) place.last = at;
    places.set(origin, place);
  }
  return [...places.values()].sort((one, other) => other.last.localeCompare(one.last));
}
