import type { Row } from "../../api/client";

export type SectionProgress = Row<"/api/sections/result-progress/">;
export type Deed = "publish" | "freeze";

/** Enrolled students without any result. */
export function withoutResult(row: SectionProgress): number {
  return Math.max(0, row.enrolled - row.drafts - row.published - row.frozen);
}

/** What keeps a section from the deed; "" for nothing. The server decides again. */
export function obstacle(row: SectionProgress, deed: Deed): "" | "nothing" | "drafts" {
  if (deed === "publish") return row.drafts === 0 ? "nothing" : "";
  if (row.drafts > 0) return "drafts";
  return row.published === 0 ? "nothing" : "";
}

/** Sections that one may choose with a clear conscience: each enrolled student has a result. */
export function isReady(row: SectionProgress, deed: Deed): boolean {
  return obstacle(row, deed) === "" && withoutResult(row) === 0;
}

/** What became of one section. */
export type Report = { id: number; name: string; count: number; fault: string };

/**
 * Does the deed to one section after the other: each is a transaction of its own, whole or not at all, and one that
 * is refused does not keep the others from theirs.
 */
export async function inTurn(
  rows: SectionProgress[],
  act: (section: number) => Promise<number>,
  wordOf: (error: unknown) => string,
  heard: (reports: Report[]) => void,
): Promise<Report[]> {
  const reports: Report[] = [];
  for (const row of rows) {
    const name = `${row.section_detail.course_code} · ${row.section_detail.term}`;
    try {
      reports.push({ id: row.id, name, count: await act(row.id), fault: "" });
    } catch (error) {
      reports.push({ id: row.id, name, count: 0, fault: wordOf(error) });
    }
    heard([...reports]);
  }
  return reports;
}
