import { expect, test } from "vitest";
import { type Column, exported } from "./columns";

type Row = { id: number; student: { reg_no: string; name: string }; at: string | null; grade: string };

const cell = () => null;
const COLUMNS: Column<Row>[] = [
  { key: "who", label: "Who", csv: ["student.reg_no", "student.name"], cell },
  { key: "deed", label: "Deed", csv: [], cell },
  { key: "grade", label: "Grade", cell },
  { key: "when", label: "When", csv: ["at"], cell },
];

test("an export has the fields of the columns that are shown, in their order", () => {
  expect(exported(COLUMNS, ["grade", "who", "deed"], true)).toBe("student.reg_no,student.name,grade");
  expect(exported(COLUMNS, ["when"], false)).toBe("at");
  expect(exported(COLUMNS, ["who", "deed", "grade", "when"], false)).toBe(
    "student.reg_no,student.name,grade,at",
  );
});

test("records that can be imported go out whole where no column is left out", () => {
  expect(exported(COLUMNS, ["who", "deed", "grade", "when"], true)).toBeUndefined();
});
