import { expect, test } from "vitest";
import { codeIn } from "./model";

test("a code is found by itself and at the end of its address", () => {
  expect(codeIn(" abc123 ")).toBe("abc123");
  expect(codeIn("https://sims.example/verify/0k3z-9")).toBe("0k3z-9");
  expect(codeIn("https://elsewhere.example/")).toBe("");
  expect(codeIn("")).toBe("");
});
