import { expect, test } from "vitest";
import { linesOf, numbersIn, sheetOf } from "./model";

test("numbers are taken from whatever was pasted, each once", () => {
  expect(numbersIn(" R-1\nR-2, R-3;R-1\t\r\n\n")).toEqual(["R-1", "R-2", "R-3"]);
  expect(numbersIn("  ")).toEqual([]);
});

test("the sheet quotes what would break it", () => {
  expect(sheetOf(7, ["R-1", 'a"b'])).toBe('student,section\r\nR-1,7\r\n"a""b",7');
});

test("each number is told what becomes of it", () => {
  const lines = linesOf(["R-1", "R-2", "R-3", "R-4"], {
    id: 1,
    created: 1,
    updated: 1,
    unchanged: 1,
    changes: [
      { row: 2, action: "created" },
      { row: 3, action: "updated" },
    ],
    errors: [{ row: 5, column: "student", message: "There is no student R-4." }],
    error_count: 1,
  });
  expect(lines.map((line) => line.state)).toEqual(["new", "again", "unchanged", "fault"]);
  expect(lines[3]?.message).toBe("There is no student R-4.");
});
