import { expect, test } from "vitest";
import { changesOf } from "./model";

test("only what a write changed is shown, and an empty value as a dash", () => {
  expect(changesOf({ name: ["Sana", "Sana Gul"], email: [null, ""], status: ["active", "active"] })).toEqual([
    { field: "name", before: "Sana", after: "Sana Gul" },
  ]);
  expect(changesOf(null)).toEqual([]);
  expect(changesOf({ program: [null, { id: 3 }] })).toEqual([
    { field: "program", before: "–", after: '{"id":3}' },
  ]);
});
