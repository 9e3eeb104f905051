import { expect, test } from "vitest";
import {
  blockOf,
  cellsOf,
  distribution,
  gridOf,
  keyOf,
  overtaken,
  paste,
  renewed,
  saved,
  scoreOf,
  sending,
  settle,
  textOf,
  totalOf,
  type,
  waiting,
} from "./model";

const columns = [
  { id: 1, type: "Quiz", weight: 20, max_score: 10 },
  { id: 2, type: "Final", weight: 80, max_score: 100 },
];
const line = (student: number, quiz: number | null, final: number | null) => ({
  student,
  reg_no: `R-${student}`,
  name: "Name",
  scores: [
    { assessment: 1, score: quiz, max_score: 10, version: quiz === null ? null : 0 },
    { assessment: 2, score: final, max_score: 100, version: final === null ? null : 0 },
  ],
});
const students = [line(7, 0, 50), line(8, null, null), line(9, 5, 60)];
const book = { section: 1, assessments: columns, students };

test("an empty cell, a zero and a text are three things", () => {
  expect(scoreOf("", 10)).toBeNull();
  expect(scoreOf("0", 10)).toBe(0);
  expect(scoreOf("7,5", 10)).toBe(7.5);
  for (const text of ["ten", "11", "-1", "1e1", "7.555"]) expect(scoreOf(text, 10)).toBeUndefined();
  expect(textOf(gridOf(book), keyOf(7, 1))).toBe("0");
  expect(textOf(gridOf(book), keyOf(8, 1))).toBe("");
});

test("a block from a spreadsheet lands from its corner on, and a text in it is marked, not sent", () => {
  const grid = paste(
    gridOf(book),
    [7, 8, 9],
    [1, 2],
    { student: 8, assessment: 1 },
    blockOf("4\t55\r\nabsent\t70\r\n9\t9\r\n"),
  );
  expect(waiting(grid)).toEqual([keyOf(8, 1), keyOf(8, 2), keyOf(9, 2)]);
  expect(grid.edits[keyOf(9, 1)]?.state).toBe("invalid");
  expect(textOf(grid, keyOf(7, 1))).toBe("0");
});

test("typing back what stands there is no change", () => {
  const grid = type(type(gridOf(book), keyOf(9, 1), "6"), keyOf(9, 1), "5.0");
  expect(waiting(grid)).toEqual([]);
});

test("what is typed while a cell is on its way is sent after it, over the new version", () => {
  const key = keyOf(9, 1);
  let grid = sending(type(gridOf(book), key, "6"), [key]);
  grid = type(grid, key, "7");
  grid = saved(grid, [key], [{ student: 9, assessment: 1, score: 6, version: 1 }]);
  expect(cellsOf(grid, waiting(grid))).toEqual([{ student: 9, assessment: 1, score: 7, version: 1 }]);
});

test("another grader's score is not overwritten unless one says so", () => {
  const key = keyOf(9, 1);
  const grid = overtaken(sending(type(gridOf(book), key, "6"), [key]), [key], "changed");
  expect(waiting(grid)).toEqual([]);
  const theirs = { score: 8, max: 10, version: 3 };
  expect(textOf(settle(grid, key, theirs, false), key)).toBe("8");
  const mine = settle(grid, key, theirs, true);
  expect(cellsOf(mine, waiting(mine))).toEqual([{ student: 9, assessment: 1, score: 6, version: 3 }]);
});

test("a missing score counts as 0 and is told", () => {
  const grid = gridOf(book);
  expect(totalOf(grid, 7, columns)).toEqual({ total: 40, missing: 0 });
  expect(totalOf(grid, 8, columns)).toEqual({ total: 0, missing: 2 });
  expect(totalOf(grid, 9, columns)).toEqual({ total: 58, missing: 0 });
});

test("totals fall into tens, and 100 into the last", () => {
  const bars = distribution([100, 99.5, 0, 45]);
  expect(bars.find((bar) => bar.name === "90–100")?.count).toBe(2);
  expect(bars.find((bar) => bar.name === "40–50")?.count).toBe(1);
  expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(4);
});

test("what is typed stays when the sheet is read anew, and is not written over what another wrote since", () => {
  const key = keyOf(9, 1);
  const typed = type(type(gridOf(book), key, "6"), keyOf(8, 2), "many");
  const overtakenLine = line(9, 8, 60);
  for (const score of overtakenLine.scores) score.version = 4;
  const theirs = { ...book, students: [line(7, 3, 50), line(8, null, null), overtakenLine] };
  const grid = renewed(typed, gridOf(theirs));
  expect(textOf(grid, keyOf(7, 1))).toBe("3");
  expect(textOf(grid, keyOf(8, 2))).toBe("many");
  expect(cellsOf(grid, [key])).toEqual([{ student: 9, assessment: 1, score: 6, version: 0 }]);
});

test("a sheet that was read before the last mark was saved does not take the mark back", () => {
  const key = keyOf(9, 1);
  const sent = sending(type(gridOf(book), key, "6"), [key]);
  const grid = saved(sent, [key], [{ student: 9, assessment: 1, score: 6, version: 1 }]);
  expect(textOf(renewed(grid, gridOf(book)), key)).toBe("6");
});
