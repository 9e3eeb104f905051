import { expect, test } from "vitest";
import { byStudent, countsOf, type Gazette, grades } from "./gazette";

const line = (student: number, reg_no: string, grade: string, outcome: string) => ({
  student,
  reg_no,
  name: `Name ${student}`,
  grade,
  grade_points: null,
  credits: 3,
  state: "published",
  outcome,
});
const section = (id: number, course_code: string, results: ReturnType<typeof line>[]) => ({
  section: { id, course_code, course_title: course_code, term: "Fall" },
  teacher: "",
  passed: 0,
  failed: 0,
  undecided: 0,
  results,
});
const gazette: Gazette = {
  term: "Fall",
  program: "",
  sections: [
    section(1, "ANA", [line(7, "R-2", "A", "passed"), line(5, "R-1", "F", "failed")]),
    section(2, "BIO", [line(7, "R-2", "B", "passed"), line(6, "R-3", "I", "undecided")]),
  ],
};

test("a student's courses stand on one line, by registration number", () => {
  const lines = byStudent(gazette);
  expect(lines.map((one) => one.regNo)).toEqual(["R-1", "R-2", "R-3"]);
  expect(lines[1]?.courses.map((course) => `${course.code} ${course.grade}`)).toEqual(["ANA A", "BIO B"]);
});

test("who failed one course has not passed, and an incomplete decides nothing", () => {
  expect(countsOf(byStudent(gazette))).toEqual({ students: 3, passed: 1, failed: 1, undecided: 1 });
});

test("grades are counted, the commonest first", () => {
  expect(grades([{ grade: "B" }, { grade: "A" }, { grade: "B" }])).toBe("B 2 · A 1");
});
