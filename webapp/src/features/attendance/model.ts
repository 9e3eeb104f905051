import type { Schema } from "../../api/client";

export type Status = "Present" | "Absent" | "Late" | "Excused";
export const STATUSES: Status[] = ["Present", "Absent", "Late", "Excused"];

/** What was marked, and what the register said then. */
export type Mark = { status: Status; was: Status | "" };

/** What was marked and is not on the server yet, by student. */
export type Marks = Record<number, Mark>;

/** Whom a mark is for, and what the register says. */
export type Line = { student: number; status: string };

/** The status shown for a line: the mark on this device, else the server's. */
export function shown(line: Line, marks: Marks): Status | "" {
  return marks[line.student]?.status ?? (line.status as Status | "");
}

/** The marks with one more; what the register said when the first of them was made stays. */
export function mark(line: Line, marks: Marks, status: Status): Marks {
  const was = marks[line.student]?.was ?? (line.status as Status | "");
  return { ...marks, [line.student]: { status, was } };
}

/** Everyone who has no status yet becomes present; what is marked stays. */
export function markRest(lines: Line[], marks: Marks, status: Status): Marks {
  let next = marks;
  for (const line of lines) if (shown(line, marks) === "") next = mark(line, next, status);
  return next;
}

/** How many of each, and how many have none. */
export function count(lines: Line[], marks: Marks): Record<Status | "", number> {
  const counts = { Present: 0, Absent: 0, Late: 0, Excused: 0, "": 0 };
  for (const line of lines) counts[shown(line, marks)] += 1;
  return counts;
}

/** Marks that say what the server says already need not be sent. */
export function unsent(lines: Line[], marks: Marks): Marks {
  const left: Marks = {};
  const standing = new Map(lines.map((line) => [line.student, line.status]));
  for (const [student, made] of Object.entries(marks))
    if (standing.get(Number(student)) !== made.status) left[Number(student)] = made;
  return left;
}

/** A mark where somebody else has written another status since. */
export type Conflict = { student: number; mine: Status; theirs: Status | "" };

/** The marks whose line says by now neither what it said then nor what was marked. */
export function conflictsOf(lines: Line[], marks: Marks): Conflict[] {
  return lines.flatMap((line) => {
    const made = marks[line.student];
    const theirs = line.status as Status | "";
    return made && theirs !== made.was && theirs !== made.status
      ? [{ student: line.student, mine: made.status, theirs }]
      : [];
  });
}

/** The choice of one's own mark over what somebody else wrote. */
export function keepMine(conflict: Conflict, marks: Marks): Marks {
  return { ...marks, [conflict.student]: { status: conflict.mine, was: conflict.theirs } };
}

/** The marks without those of one student. */
export function without(student: number, marks: Marks): Marks {
  const { [student]: _, ...rest } = marks;
  return rest;
}

/**
 * The records of a bulk call: what differs, without what needs a choice first. A reason that stands is kept, and
 * the status that is expected to stand lets the server refuse what somebody else writes in between.
 */
export function recordsOf(lines: Schema<"RegisterLine">[], marks: Marks) {
  const waiting = unsent(lines, marks);
  const open = new Set(conflictsOf(lines, marks).map((conflict) => conflict.student));
  return lines.flatMap((line) => {
    const made = waiting[line.student];
    return made && !open.has(line.student)
      ? [{ student: line.student, status: made.status, reason: line.reason, expected: line.status }]
      : [];
  });
}
