import { expect, test } from "vitest";
import { count, markRest, recordsOf, shown, unsent } from "./model";

const line = (student: number, status = "", reason = "") => ({
  student,
  reg_no: `R-${student}`,
  name: "Name",
  status,
  reason,
  percentage: 0,
});

test("the rest is marked, and what is marked stays", () => {
  const lines = [line(1), line(2, "Absent"), line(3)];
  expect(markRest(lines, { 3: "Late" }, "Present")).toEqual({ 1: "Present", 3: "Late" });
});

test("late and excused are told apart from present and absent", () => {
  const lines = [line(1, "Late"), line(2, "Excused"), line(3), line(4, "Present")];
  expect(count(lines, { 4: "Absent" })).toEqual({ Present: 0, Absent: 1, Late: 1, Excused: 1, "": 1 });
});

test("only what differs from the server is sent, with the reason that stands", () => {
  const lines = [line(1, "Present"), line(2, "Absent", "ill"), line(3)];
  const marks = unsent(lines, { 1: "Present", 2: "Excused" });
  expect(marks).toEqual({ 2: "Excused" });
  expect(recordsOf(lines, marks)).toEqual([{ student: 2, status: "Excused", reason: "ill" }]);
  expect(shown(lines[2] as never, marks)).toBe("");
});
