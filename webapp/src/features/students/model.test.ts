import { expect, test } from "vitest";
import { changesOf, roundingOf } from "./model";

test("only what a write changed is shown, and an empty value as a dash", () => {
  expect(changesOf({ name: ["Sana", "Sana Gul"], email: [null, ""], status: ["active", "active"] })).toEqual([
    { field: "name", before: "Sana", after: "Sana Gul" },
  ]);
  expect(changesOf(null)).toEqual([]);
  expect(changesOf({ program: [null, { id: 3 }] })).toEqual([
    { field: "program", before: "–", after: '{"id":3}' },
  ]);
});

test("a rule of rounding is said in words, an unknown one as the server names it", () => {
  expect(roundingOf("half_up to 2 decimals")).toBe("half up to 2 places");
  expect(roundingOf("down to 1 decimals")).toBe("down to 1 places");
  expect(roundingOf("by lot")).toBe("by lot");
});
