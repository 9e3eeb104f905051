import type { Schema } from "../../api/client";

type Gradebook = Schema<"Gradebook">;
/** An assessment of the section, as the sheet's head shows it. */
export type Column = Schema<"GradebookColumn">;

/** A cell as it stands on the server. */
export type Held = { score: number | null; max: number; version: number | null };

/**
 * What a grader typed over it: on its way, refused by the grid itself, refused by the server, or overtaken by
 * another grader, whose score stands in `theirs`.
 */
export type Edit = { text: string; state: "waiting" | "saving" | "invalid" | "conflict"; note?: string };

export type Key = `${number}:${number}`;
export const keyOf = (student: number, assessment: number): Key => `${student}:${assessment}`;

export type Grid = { held: Record<Key, Held>; edits: Record<Key, Edit> };

/** The sheet as read from the server. */
export function gridOf(book: Gradebook): Grid {
  const held: Record<Key, Held> = {};
  for (const line of book.students) {
    for (const cell of line.scores) {
      held[keyOf(line.student, cell.assessment)] = {
        score: cell.score,
        max: cell.max_score,
        version: cell.version,
      };
    }
  }
  return { held, edits: {} };
}

/**
 * The sheet after it was read again, as when an assessment was added: what was typed stays, and is still told from
 * what another grader wrote, for it goes with the version over which it was typed.
 */
export function renewed(grid: Grid, fresh: Grid): Grid {
  const held = { ...fresh.held };
  const edits: Grid["edits"] = {};
  for (const key of Object.keys(held) as Key[]) {
    const former = grid.held[key];
    const edit = grid.edits[key];
    if (edit) edits[key] = edit;
    if (former && (edit || (former.version ?? -1) > (held[key]?.version ?? -1))) held[key] = former;
  }
  return { held, edits };
}

/** What a cell shows. An empty cell is no zero. */
export function textOf(grid: Grid, key: Key): string {
  const edit = grid.edits[key];
  if (edit) return edit.text;
  const score = grid.held[key]?.score;
  return score === null || score === undefined ? "" : String(score);
}

/** The score that a text means: null clears the cell; undefined is no score. A comma is read as a point. */
export function scoreOf(text: string, max: number): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(plain)) return undefined;
  const score = Number(plain);
  return score <= max ? score : undefined;
}

/** The sheet after somebody typed into a cell; typing back what stands there is no change. */
export function type(grid: Grid, key: Key, text: string): Grid {
  const held = grid.held[key];
  if (!held) return grid;
  const score = scoreOf(text, held.max);
  if (score !== undefined && score === held.score) {
    const { [key]: _, ...edits } = grid.edits;
    return { ...grid, edits };
  }
  const edit: Edit =
    score === undefined ? { text, state: "invalid", note: `0–${held.max}` } : { text, state: "waiting" };
  return { ...grid, edits: { ...grid.edits, [key]: edit } };
}

/** The rows and cells of a block copied from a spreadsheet. */
export function blockOf(text: string): string[][] {
  return text
    .replace(/\r/g, "")
    .replace(/\n$/, "")
    .split("\n")
    .map((row) => row.split("\t"));
}

/** The sheet after a block was pasted with its corner at a cell; what falls outside is left out. */
export function paste(
  grid: Grid,
  students: number[],
  assessments: number[],
  at: { student: number; assessment: number },
  block: string[][],
): Grid {
  const row = students.indexOf(at.student);
  const column = assessments.indexOf(at.assessment);
  let next = grid;
  block.forEach((cells, down) => {
    cells.forEach((text, right) => {
      const student = students[row + down];
      const assessment = assessments[column + right];
      if (student !== undefined && assessment !== undefined) {
        next = type(next, keyOf(student, assessment), text);
      }
    });
  });
  return next;
}

/** The cells to send now. */
export function waiting(grid: Grid): Key[] {
  return (Object.keys(grid.edits) as Key[]).filter((key) => grid.edits[key]?.state === "waiting");
}

export function partsOf(key: Key): { student: number; assessment: number } {
  const [student, assessment] = key.split(":").map(Number);
  return { student: student as number, assessment: assessment as number };
}

/** The bodies of a bulk call. */
export function cellsOf(grid: Grid, keys: Key[]) {
  return keys.map((key) => ({
    ...partsOf(key),
    score: scoreOf(grid.edits[key]?.text ?? "", grid.held[key]?.max ?? 0) ?? null,
    version: grid.held[key]?.version ?? null,
  }));
}

function withState(grid: Grid, keys: Key[], state: Edit["state"], note?: string): Grid {
  const edits = { ...grid.edits };
  for (const key of keys) {
    const edit = edits[key];
    if (edit) edits[key] = note === undefined ? { text: edit.text, state } : { text: edit.text, state, note };
  }
  return { ...grid, edits };
}

export const sending = (grid: Grid, keys: Key[]) => withState(grid, keys, "saving");
export const keptWaiting = (grid: Grid, keys: Key[]) => withState(grid, keys, "waiting");
export const overtaken = (grid: Grid, keys: Key[], note: string) => withState(grid, keys, "conflict", note);
export const refused = (grid: Grid, keys: Key[], note: string) => withState(grid, keys, "invalid", note);

type Written = { assessment: number; student: number; score: number | null; version: number | null };

/** The sheet after the server took the cells; what was typed since then goes on waiting. */
export function saved(grid: Grid, sent: Key[], written: Written[]): Grid {
  const held = { ...grid.held };
  for (const cell of written) {
    const key = keyOf(cell.student, cell.assessment);
    const former = held[key];
    if (former) held[key] = { ...former, score: cell.score, version: cell.version };
  }
  const edits = { ...grid.edits };
  for (const key of sent) if (edits[key]?.state === "saving") delete edits[key];
  return { held, edits };
}

/** A grader takes the other's score, or writes the own one over it knowingly. */
export function settle(grid: Grid, key: Key, theirs: Held, keepMine: boolean): Grid {
  const held = { ...grid.held, [key]: theirs };
  const { [key]: mine, ...edits } = grid.edits;
  return keepMine && mine ? type({ held, edits }, key, mine.text) : { held, edits };
}

/** Σ score ÷ max × weight of what is shown, a missing score being 0 (rule 3), and how many are missing. */
export function totalOf(grid: Grid, student: number, columns: Column[]): { total: number; missing: number } {
  let total = 0;
  let missing = 0;
  for (const column of columns) {
    const key = keyOf(student, column.id);
    const max = grid.held[key]?.max ?? column.max_score;
    const score = scoreOf(textOf(grid, key), max);
    if (score === null || score === undefined) missing += 1;
    else total += (score / max) * column.weight;
  }
  return { total: Math.round(total * 100) / 100, missing };
}

/** How many totals lie in each ten of 100. */
export function distribution(totals: number[]): { name: string; count: number }[] {
  const bars = Array.from({ length: 10 }, (_, ten) => ({ name: `${ten * 10}–${ten * 10 + 10}`, count: 0 }));
  for (const total of totals) {
    const bar = bars[Math.min(9, Math.floor(total / 10))];
    if (bar) bar.count += 1;
  }
  return bars.reverse();
}

/** A cell of the sheet, and a step to another one. */
export type Place = { student: number; assessment: number };
export type Step = { down: number; on: number };

/** Where that step leads; nowhere at the edge of the sheet. */
export function placeFrom(book: Gradebook, place: Place, step: Step): Place | undefined {
  const row = book.students.findIndex((line) => line.student === place.student) + step.down;
  const column = book.assessments.findIndex((each) => each.id === place.assessment) + step.on;
  const student = book.students[row]?.student;
  const assessment = book.assessments[column]?.id;
  return student === undefined || assessment === undefined ? undefined : { student, assessment };
}

/** The first cell of the next row for who goes on (1), the last of the one before for who goes back (-1). */
export function nextRow(book: Gradebook, place: Place, back: 1 | -1): Place | undefined {
  const edge = book.assessments.at(back < 0 ? -1 : 0);
  return edge && placeFrom(book, { ...place, assessment: edge.id }, { down: back, on: 0 });
}
