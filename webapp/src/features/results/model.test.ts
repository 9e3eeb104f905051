import { expect, test } from "vitest";
import { gradesOf, reviewOf, summaryOf } from "./model";

const component = (score: number | null) => ({
  assessment: 1,
  type: "Final",
  weight: 100,
  score,
  max_score: 100,
  contribution: score ?? 0,
});
const result = (student: number, grade: string, state: string) =>
  ({
    id: student * 10,
    student,
    section: 1,
    final_grade: grade,
    state,
    is_published: state !== "draft",
  }) as never;
const student = (id: number) => ({ student: id, reg_no: `R-${id}`, name: `N${id}`, scores: [] });

const reviews = reviewOf(
  { section: 1, assessments: [], students: [student(1), student(2), student(3)] },
  [
    { student: 1, percentage: 91, grade: "A+", components: [component(91)] },
    { student: 2, percentage: 0, grade: "F", components: [component(null)] },
    { student: 3, percentage: 76, grade: "B", components: [component(76)] },
  ],
  [result(1, "A", "published"), result(3, "B", "draft")],
);

test("missing marks and grades that differ from the scores are seen before publishing", () => {
  expect(reviews.map((review) => review.missing)).toEqual([[], ["Final"], []]);
  expect(reviews.map((review) => review.differs)).toEqual([true, false, false]);
  expect(summaryOf(reviews)).toEqual({
    students: 3,
    without: 1,
    drafts: 1,
    published: 1,
    frozen: 0,
    missing: 1,
    differing: 1,
  });
});

test("grades are counted from the best down", () => {
  expect(gradesOf(reviews).map((bar) => bar.name)).toEqual(["A", "B", "F"]);
});
