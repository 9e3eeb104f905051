import { expect, test } from "vitest";
import { gradesIn, placesOf, shareState, whatIf } from "./model";

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

test("openings of a link are told by network, the latest first", () => {
  const opens = [
    { at: "2026-11-28T09:00:00Z", origin: "10.0.0.0/24" },
    { at: "2026-11-28T07:00:00Z", origin: "10.1.0.0/24" },
    { at: "2026-11-28T06:00:00Z", origin: "10.0.0.0/24" },
  ];
  expect(placesOf(opens)).toEqual([
    { origin: "10.0.0.0/24", count: 2, last: "2026-11-28T09:00:00Z" },
    { origin: "10.1.0.0/24", count: 1, last: "2026-11-28T07:00:00Z" },
  ]);
  expect(shareState("active").tone).toBe("good");
});
