import { expect, test } from "vitest";
import { assume, gradesText, placesOf, shareState, termsOf } from "./model";

test("an assumed grade is set, changed and left out, and written as the server takes it", () => {
  const grades = assume(assume({}, 12, "A+"), 15, "B");
  expect(gradesText(grades)).toBe("12:A+,15:B");
  expect(gradesText(assume(grades, 12, "F"))).toBe("12:F,15:B");
  expect(gradesText(assume(grades, 12, ""))).toBe("15:B");
  expect(gradesText({})).toBe("");
});

test("only terms with courses in progress are shown anew", () => {
  const whatIf = {
    courses: [{ term: "Fall 2026" }],
    terms: [
      { term: "Spring 2026", gpa: 3, credits: 10 },
      { term: "Fall 2026", gpa: 3.57, credits: 7 },
    ],
  };
  expect(termsOf(whatIf as never).map((term) => term.gpa)).toEqual([3.57]);
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
