import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { setLocale } from "../../app/locale";
import { reasonOf } from "./reasons";

const SOURCE = readFileSync("../src/main/java/edu/fmu/sims/results/Why.java", "utf8");

/** Each code of the server with its English sentence. */
const CODES = [...SOURCE.matchAll(/^ {2}([A-Z_]+)\(\s*"([^"]+)"\)[,;]/gm)].map(
  ([, code = "", text = ""]) => ({
    code: code.toLowerCase(),
    text,
    values: Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, `A ${name}`])),
  }),
);

afterEach(() => setLocale("en"));

test("every reason that the server gives for how a course counts is worded here, in English as it words it", () => {
  expect(CODES.length).toBe([...SOURCE.matchAll(/^ {2}[A-Z_]+\($|^ {2}[A-Z_]+\("/gm)].length);
  expect(CODES.length).toBeGreaterThan(10);
  for (const { code, text, values } of CODES) {
    const worded = text.replace(/\{(\w+)\}/g, "A $1");
    expect(reasonOf([{ code, values, text: "not worded" }])).toBe(worded);
  }
});

test("and in Urdu, with the values that it names", async () => {
  await setLocale("ur");
  for (const { code, text, values } of CODES) {
    const worded = reasonOf([{ code, values, text: "not worded" }]);
    expect(worded).toMatch(/[\u0600-\u06ff]/);
    expect(worded).not.toContain(text.slice(0, 10));
    for (const value of Object.values(values)) expect(worded).toContain(value);
  }
});

test("a reason of a newer server is told in its own words", () => {
  const reasons = [
    { code: "withdrawn", values: {}, text: "?" },
    { code: "of_tomorrow", values: {}, text: "It counts twice." },
  ];
  expect(reasonOf(reasons)).toBe("Withdrawn: it neither counts nor earns. It counts twice.");
});
