import type { Schema } from "../../api/client";

/** A student's line in the review of a section. */
export type Review = {
  student: number;
  regNo: string;
  name: string;
  percentage: number | null;
  computed: string;
  missing: string[];
  result: Schema<"Result"> | null;
  /** Whether the grade that stands is another than the one that the scores give. */
  differs: boolean;
};

/** Scores, grades and results of a section side by side, so that what is wrong is seen before publishing. */
export function reviewOf(
  roster: Schema<"Gradebook">,
  grades: Schema<"FinalGrade">[],
  results: Schema<"Result">[],
): Review[] {
  const gradeOf = new Map(grades.map((grade) => [grade.student, grade]));
  const resultOf = new Map(results.map((result) => [result.student, result]));
  return roster.students.map((line) => {
    const grade = gradeOf.get(line.student);
    const result = resultOf.get(line.student) ?? null;
    return {
      student: line.student,
      regNo: line.reg_no,
      name: line.name,
      percentage: grade?.percentage ?? null,
      computed: grade?.grade ?? "",
      missing: (grade?.components ?? []).filter((part) => part.score === null).map((part) => part.type),
      result,
      differs: result !== null && grade !== undefined && result.final_grade !== grade.grade,
    };
  });
}

/** How many hold each grade, the grade that stands before the one computed. */
export function gradesOf(reviews: Review[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const review of reviews) {
    const grade = review.result?.final_grade || review.computed;
    if (grade) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => order(one.name).localeCompare(order(other.name)));
}

/** A+ before A before A-. */
function order(grade: string): string {
  return grade.slice(0, 1) + (grade.endsWith("+") ? "0" : grade.endsWith("-") ? "2" : "1");
}

export function summaryOf(reviews: Review[]) {
  const inState = (state: string) => reviews.filter((review) => review.result?.state === state).length;
  return {
    students: reviews.length,
    without: reviews.filter((review) => review.result === null).length,
    drafts: inState("draft"),
    published: inState("published"),
    frozen: inState("frozen"),
    missing: reviews.filter((review) => review.missing.length > 0).length,
    differing: reviews.filter((review) => review.differs).length,
  };
}
