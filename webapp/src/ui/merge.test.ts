import { expect, test } from "vitest";
import { merged } from "./merge";

const base = { name: "Anatomy", code: "ANA", credits: "3" };

test("what was typed stays, and what only somebody else changed becomes theirs", () => {
  expect(merged(base, { ...base, name: "Anatomy I" }, { ...base, credits: "4" })).toEqual({
    values: { name: "Anatomy I", code: "ANA", credits: "4" },
    clashes: {},
  });
});

test("where both wrote, mine stays and theirs is told", () => {
  expect(merged(base, { ...base, name: "Anatomy I" }, { ...base, name: "Anatomy A" })).toEqual({
    values: { name: "Anatomy I", code: "ANA", credits: "3" },
    clashes: { name: "Anatomy A" },
  });
});

test("two who wrote the same do not clash", () => {
  const same = { ...base, name: "Anatomy I" };
  expect(merged(base, same, same)).toEqual({ values: same, clashes: {} });
});
