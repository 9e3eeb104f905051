import { expect, test } from "vitest";
import {
  decoded,
  grouped,
  guess,
  headsOf,
  isText,
  kindsOf,
  ranges,
  refusal,
  renamed,
  unknownHeads,
} from "./model";

test("heads are read with quotes, whichever sign stands between them", () => {
  expect(headsOf('reg_no;"Full; name";program\r\nA;B;C')).toEqual({
    heads: ["reg_no", "Full; name", "program"],
    delimiter: ";",
    rest: 27,
  });
  expect(headsOf('"a ""b""",c').heads).toEqual(['a "b"', "c"]);
});

test("other heads leave every row as it is", () => {
  const text = 'Roll,Student,junk\n1,"Khan, A",x\n2,B,"line\nbreak"\n';
  expect(renamed(text, { Roll: "reg_no", Student: "name", junk: "" })).toBe(
    'reg_no,name,\n1,"Khan, A",x\n2,B,"line\nbreak"\n',
  );
});

test("only text gets other heads, in its own encoding", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(isText(bytes("PK\u0003\u0004"))).toBe(false);
  expect(isText(bytes("%PDF-1.7"))).toBe(false);
  expect(decoded(bytes("نام,a"))).toBe("نام,a");
  expect(decoded(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toBe("a");
  expect(decoded(new Uint8Array([0x61, 0xe9, 0x62]))).toBeNull();
});

test("an unknown head is one that the server names and that the file holds", () => {
  const faults = [
    { row: 1, column: "Roll", message: "There is no such column." },
    { row: 1, column: "reg_no", message: "The column reg_no is missing." },
    { row: 2, column: "name", message: "This field is required." },
  ];
  expect(unknownHeads(faults, ["Roll", "name"])).toEqual(["Roll"]);
});

test("a head is guessed by its letters", () => {
  expect(guess("Student Name", ["reg_no", "name", "program"])).toBe("name");
  expect(guess("E-mail", ["name", "email"])).toBe("email");
  expect(guess("xy", ["name"])).toBe("");
});

test("faults of one repair stand together", () => {
  const faults = [
    { row: 2, column: "program", message: "Unknown." },
    { row: 9, column: "name", message: "Required." },
    { row: 3, column: "program", message: "Unknown." },
  ];
  expect(grouped(faults).map((group) => [group.column, group.rows])).toEqual([
    ["program", [2, 3]],
    ["name", [9]],
  ]);
  expect(ranges([7, 2, 3, 4, 2])).toBe("2–4, 7");
});

test("what is empty or too large is not sent, and a teacher brings in two kinds", () => {
  expect(refusal({ name: "a.csv", size: 0 })).toContain("a.csv");
  expect(refusal({ name: "a.csv", size: 21 * 1024 * 1024 })).toContain("20 MB");
  expect(refusal({ name: "a.csv", size: 1 })).toBe("");
  expect(kindsOf("Faculty")).toEqual(["attendance", "scores"]);
});
