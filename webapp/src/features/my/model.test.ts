import { expect, test } from "vitest";
import { gradesIn, whatIf } from "./model";

const record = {
  student: {} as never,
  cgpa: 3.5,
  credits: 7,
  credits_attempted: 7,
  credits_earned: 7,
  standing: "good",
  terms: [
    {
      term: "Fall",
      gpa: 3.43,
      credits: 7,
      credits_attempted: 7,
      credits_earned: 7,
      courses: [
        { code: "A", title: "A", credits: 4, grade: "A", grade_points: 4, state: "frozen" },
        { code: "B", title: "B", credits: 3, grade: "C+", grade_points: 2.67, state: "published" },
        { code: "I", title: "I", credits: 3, grade: "I", grade_points: null, state: "published" },
      ],
    },
  ],
} as never;

test("what counts is weighed by credits, half-up to two decimals", () => {
  expect(whatIf(record, [])).toBe("3.43");
  expect(whatIf(record, [{ credits: 3, points: 4 }])).toBe("3.60");
  expect(whatIf({ terms: [] } as never, [{ credits: 8, points: 2.005 }])).toBe("2.01");
  expect(whatIf({ terms: [] } as never, [])).toBeNull();
});

test("only grades with points may be chosen, the best first", () => {
  expect(gradesIn(record).map((choice) => choice.grade)).toEqual(["A", "C+"]);
});
