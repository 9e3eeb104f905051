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

/** What belongs to terms, the latest term first; terms that are not known by now stand last. */
export function byTerm<R extends { section_detail: { term: string } }>(
  rows: R[],
  latestFirst: string[],
): { term: string; rows: R[] }[] {
  const terms = [...new Set([...latestFirst, ...rows.map((row) => row.section_detail.term)])];
  return terms
    .map((term) => ({ term, rows: rows.filter((row) => row.section_detail.term === term) }))
    .filter((group) => group.rows.length > 0);
}
