import type { Schema } from "../../api/client";

export type Gazette = Schema<"Gazette">;

/** A student's line in the gazette by student: every course of the term with its grade. */
export type StudentLine = {
  student: number;
  regNo: string;
  name: string;
  courses: { code: string; grade: string; outcome: string }[];
  passed: number;
  failed: number;
  undecided: number;
};

/** The same results by student, in order of the registration numbers. */
export function byStudent(gazette: Gazette): StudentLine[] {
  const lines = new Map<number, StudentLine>();
  for (const section of gazette.sections)
    for (const result of section.results) {
      const line = lines.get(result.student) ?? {
        student: result.student,
        regNo: result.reg_no,
        name: result.name,
        courses: [],
        passed: 0,
        failed: 0,
        undecided: 0,
      };
      line.courses.push({
        code: section.section.course_code,
        grade: result.grade,
        outcome: result.outcome,
      });
      line[result.outcome as "passed" | "failed" | "undecided"]++;
      lines.set(result.student, line);
    }
  return [...lines.values()].sort((one, other) => one.regNo.localeCompare(other.regNo));
}

/** Students by what became of all their courses: who failed one has not passed. */
export function countsOf(lines: StudentLine[]) {
  const failed = lines.filter((line) => line.failed > 0).length;
  const undecided = lines.filter((line) => line.failed === 0 && line.undecided > 0).length;
  return { students: lines.length, passed: lines.length - failed - undecided, failed, undecided };
}

/** How many hold each grade in a section, the commonest first. */
export function grades(results: { grade: string }[]): string {
  const counts = new Map<string, number>();
  for (const { grade } of results) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  return [...counts]
    .sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]))
    .map(([grade, count]) => `${grade} ${count}`)
    .join(" · ");
}
