import type { Schema } from "../../api/client";
import { say } from "../../api/say";

/** Registration numbers in a pasted text: one a line, or between commas, semicolons and tabs; each once. */
export function numbersIn(text: string): string[] {
  const numbers = text
    .split(/[\n\r,;\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...new Set(numbers)];
}

/** The file that enrolls them in the section; row 2 is the first of them. */
export function sheetOf(section: number, numbers: string[]): string {
  const cell = (text: string) => (/["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return ["student,section", ...numbers.map((number) => `${cell(number)},${section}`)].join("\r\n");
}

export type Line = { regNo: string; state: "new" | "again" | "unchanged" | "fault"; message: string };

/** What the check says of each number. */
export function linesOf(numbers: string[], checked: Schema<"ImportChecked">): Line[] {
  const actions = new Map(checked.changes.map((change) => [change.row, change.action]));
  return numbers.map((regNo, index) => {
    const row = index + 2;
    const faults = checked.errors.filter((fault) => fault.row === row);
    if (faults.length > 0)
      return { regNo, state: "fault", message: faults.map((fault) => say(fault.message)).join(" ") };
    const action = actions.get(row);
    return {
      regNo,
      state: action === "created" ? "new" : action === "updated" ? "again" : "unchanged",
      message: "",
    };
  });
}
