import { beforeEach, expect, test } from "vitest";
import {
  type Kept,
  keep,
  keepMarker,
  MARKS_LAST,
  marker,
  NAMES_LAST,
  onKept,
  prune,
  readKept,
  registersOf,
  waitingOf,
  wipe,
} from "./kept";

const AT = "2026-11-28T08:00:00Z";
const NOON = Date.parse("2026-11-28T12:00:00Z");

const register = (section: number, marks: Kept["marks"] = {}): Kept => ({
  section,
  date: "2026-11-28",
  title: "AN101 Anatomy",
  term: "Fall 2026",
  at: AT,
  lines: [{ student: 7, reg_no: "R-7", name: "Ayesha Khan", status: "" }],
  marks,
  reason: "",
  due: false,
  refused: "",
});
const MARKED: Kept["marks"] = { 7: { status: "Late", was: "" } };

beforeEach(() => localStorage.clear());

test("each person's registers are apart", () => {
  keep(1, register(5));
  keep(11, register(5, MARKED));
  expect(registersOf(1).map(waitingOf)).toEqual([0]);
  expect(registersOf(11).map(waitingOf)).toEqual([1]);
});

test("a sign-out leaves nothing of anybody", () => {
  keep(1, register(5, MARKED));
  keep(2, register(6));
  keepMarker({ id: 1, username: "f", name: "F", role: "Faculty", institution: "U", zone: "UTC", at: AT });
  localStorage.setItem("sims.theme", "dark");
  wipe();
  expect({ ...localStorage }).toEqual({ "sims.theme": "dark" });
  expect(marker()).toBeNull();
});

test("names go when somebody else signs in or the sign-in has ended; marks wait for their owner", () => {
  for (const signedIn of [2, null]) {
    keep(1, register(5, MARKED));
    keep(1, register(6));
    prune(NOON, signedIn);
    expect(JSON.stringify({ ...localStorage })).not.toContain("Ayesha");
    expect(readKept(1, 5, "2026-11-28")?.marks).toEqual(MARKED);
    expect(readKept(1, 6, "2026-11-28")).toBeNull();
  }
});

test("one's own names stay for a day, one's marks for a week", () => {
  keep(1, register(5, MARKED));
  prune(NOON, 1);
  expect(readKept(1, 5, "2026-11-28")?.lines).toHaveLength(1);
  prune(Date.parse(AT) + NAMES_LAST, 1);
  expect(readKept(1, 5, "2026-11-28")).toMatchObject({ lines: [], marks: MARKED });
  prune(Date.parse(AT) + MARKS_LAST, 1);
  expect(registersOf(1)).toEqual([]);
});

test("what cannot be read is taken away, and changes are told", () => {
  let told = 0;
  const stop = onKept(() => told++);
  localStorage.setItem("sims.register.1.5.2026-11-28", "{");
  expect(registersOf(1)).toEqual([]);
  prune(NOON, 1);
  expect({ ...localStorage }).toEqual({});
  stop();
  keep(1, register(5));
  expect(told).toBe(1);
});
