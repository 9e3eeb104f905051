import { listOf, type Schema, upload } from "../../api/client";
import { sheetOf } from "./model";

const PAGE = 100;

function file(section: number, numbers: string[]): File {
  return new File([sheetOf(section, numbers)], "enrollments.csv", { type: "text/csv" });
}

/** What enrolling them would do, number by number. */
export function check(section: number, numbers: string[]) {
  return upload<Schema<"ImportChecked">>("/api/imports/enrollments/?dry_run=true", file(section, numbers));
}

/** Enrolls them all or none, as an import that can be undone. */
export function enroll(section: number, numbers: string[]) {
  return upload<Schema<"ImportEnqueued">>("/api/imports/enrollments/", file(section, numbers));
}

/** Registration numbers of the active students of a program, those that begin as a batch does. */
export async function numbersOf(program: string, batch: string, most: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let page = 1; numbers.length < most; page++) {
    const found = await listOf("/api/students/", {
      program,
      search: batch,
      status: "active",
      ordering: "reg_no",
      page_size: PAGE,
      page,
    });
    numbers.push(
      ...found.results.map((student) => student.reg_no).filter((regNo) => regNo.startsWith(batch)),
    );
    if (!found.next) break;
  }
  return numbers.slice(0, most);
}
