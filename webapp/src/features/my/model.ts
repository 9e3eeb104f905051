import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";

/** The grades that are assumed, by section. */
export type Assumed = Record<number, string>;

/** The grades with another one; "" takes the course out. */
export function assume(grades: Assumed, section: number, grade: string): Assumed {
  const { [section]: _, ...rest } = grades;
  return grade === "" ? rest : { ...rest, [section]: grade };
}

/** The grades as the server takes them. */
export function gradesText(grades: Assumed): string {
  return Object.entries(grades)
    .map(([section, grade]) => `${section}:${grade}`)
    .join(",");
}

/** The terms of courses in progress: the others' averages do not change. */
export function termsOf(whatIf: Schema<"WhatIf">): Schema<"WhatIf">["terms"] {
  const open = new Set(whatIf.courses.map((course) => course.term));
  return whatIf.terms.filter((term) => open.has(term.term));
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
