import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jobTypes } from "./words";

const SOURCES = "../src/main/java";

test("every kind of job that the server runs has its name", () => {
  const handlers = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".java"))
    .map((file) => readFileSync(`${SOURCES}/${file}`, "utf8"))
    .filter((source) => source.includes("implements JobHandler"));
  const kinds = handlers.map(
    (source) =>
      /TYPE = "(\w+)"|String type\(\) \{\s+return "(\w+)"/.exec(source)?.slice(1).find(Boolean) ?? source,
  );
  expect(kinds.length).toBeGreaterThan(10);
  expect(jobTypes().map((type) => type.value)).toEqual(expect.arrayContaining(kinds));
});
