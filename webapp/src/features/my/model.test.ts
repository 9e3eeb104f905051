import { expect, test } from "vitest";
import { assume, byTerm, gradesText, termsOf } from "./model";

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

test("the courses of the latest term stand first", () => {
  const row = (term: string) => ({ section_detail: { term } });
  const groups = byTerm(
    [row("Fall 2025"), row("Odd"), row("Fall 2026")],
    ["Fall 2026", "Spring 2026", "Fall 2025"],
  );
  expect(groups.map((group) => group.term)).toEqual(["Fall 2026", "Fall 2025", "Odd"]);
});
