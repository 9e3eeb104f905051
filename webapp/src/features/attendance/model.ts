import type { Schema } from "../../api/client";

export type Status = "Present" | "Absent" | "Late" | "Excused";
export const STATUSES: Status[] = ["Present", "Absent", "Late", "Excused"];

/** What was marked and is not on the server yet, by student. */
export type Marks = Record<number, Status>;

/** A register as it waits on this device. */
export type Waiting = { section: number; date: string; marks: Marks };

/** The status shown for a line: the mark on this device, else the server's. */
export function shown(line: Schema<"RegisterLine">, marks: Marks): Status | "" {
  return marks[line.student] ?? (line.status as Status | "");
}

/** Everyone who has no status yet becomes present; what is marked stays. */
export function markRest(lines: Schema<"RegisterLine">[], marks: Marks, status: Status): Marks {
  const next = { ...marks };
  for (const line of lines) if (shown(line, marks) === "") next[line.student] = status;
  return next;
}

/** How many of each, and how many have none. */
export function count(lines: Schema<"RegisterLine">[], marks: Marks): Record<Status | "", number> {
  const counts = { Present: 0, Absent: 0, Late: 0, Excused: 0, "": 0 };
  for (const line of lines) counts[shown(line, marks)] += 1;
  return counts;
}

/** Marks that say what the server says already need not be sent. */
export function unsent(lines: Schema<"RegisterLine">[], marks: Marks): Marks {
  const left: Marks = {};
  for (const line of lines) {
    const mark = marks[line.student];
    if (mark && mark !== line.status) left[line.student] = mark;
  }
  return left;
}

/** The records of a bulk call. A reason that stands is kept. */
export function recordsOf(lines: Schema<"RegisterLine">[], marks: Marks) {
  return lines.flatMap((line) => {
    const status = marks[line.student];
    return status ? [{ student: line.student, status, reason: line.reason }] : [];
  });
}
