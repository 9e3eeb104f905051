import { expect, test } from "vitest";
import { conflictsOf, count, keepMine, mark, markRest, recordsOf, shown, unsent, without } from "./model";

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
  expect(markRest(lines, { 3: { status: "Late", was: "" } }, "Present")).toEqual({
    1: { status: "Present", was: "" },
    3: { status: "Late", was: "" },
  });
});

test("late and excused are told apart from present and absent", () => {
  const lines = [line(1, "Late"), line(2, "Excused"), line(3), line(4, "Present")];
  const marks = mark(line(4, "Present"), {}, "Absent");
  expect(count(lines, marks)).toEqual({ Present: 0, Absent: 1, Late: 1, Excused: 1, "": 1 });
});

test("only what differs from the server is sent, with the reason and the status that stand", () => {
  const lines = [line(1, "Present"), line(2, "Absent", "ill"), line(3)];
  const marks = mark(line(2, "Absent"), mark(line(1), {}, "Present"), "Excused");
  expect(unsent(lines, marks)).toEqual({ 2: { status: "Excused", was: "Absent" } });
  expect(recordsOf(lines, marks)).toEqual([
    { student: 2, status: "Excused", reason: "ill", expected: "Absent" },
  ]);
  expect(shown(lines[2] as never, marks)).toBe("");
});

test("a second thought keeps what the register said at the first", () => {
  const marks = mark(line(1, "Absent"), mark(line(1), {}, "Late"), "Excused");
  expect(marks).toEqual({ 1: { status: "Excused", was: "" } });
});

test("where somebody else has written something else a person chooses, and nothing is sent before", () => {
  const marks = mark(line(2), mark(line(1), {}, "Late"), "Present");
  const lines = [line(1, "Absent"), line(2)];
  const [conflict] = conflictsOf(lines, marks);
  expect(conflict).toEqual({ student: 1, mine: "Late", theirs: "Absent" });
  expect(recordsOf(lines, marks).map((record) => record.student)).toEqual([2]);
  const mine = keepMine(conflict as never, marks);
  expect(recordsOf(lines, mine)[0]).toEqual({ student: 1, status: "Late", reason: "", expected: "Absent" });
  expect(conflictsOf(lines, without(1, marks))).toEqual([]);
});

test("a mark that arrived although its answer did not is sent no second time", () => {
  const marks = mark(line(1), {}, "Late");
  expect(recordsOf([line(1, "Late")], marks)).toEqual([]);
  expect(conflictsOf([line(1, "Late")], marks)).toEqual([]);
});
