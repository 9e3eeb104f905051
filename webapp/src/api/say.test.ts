import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { setLocale } from "../app/locale";
import { messageOf, problemOf } from "./problem";
import { say } from "./say";
import { SENTENCES } from "./sentences";

const JAVA = "../src/main/java/edu/fmu/sims/";

function source(file: string) {
  return readFileSync(file, "utf8").replace(/"\s*\+\s*"/g, "");
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

afterEach(() => setLocale("en"));

test.each([
  [
    "every kind of refusal",
    all(source(`${JAVA}web/ProblemType.java`), /^ {2}[A-Z_]+\(\s*\d{3},\s*"[^"]+",\s*"([^"]+)"/gm),
  ],
  [
    "every fault of a field",
    all(source("../src/main/resources/ValidationMessages.properties"), /^[\w.]+=(.+)$/gm).map((text) =>
      text.replace(/\{\w+\}/g, "7"),
    ),
  ],
  [
    "every rule of the database",
    all(source(`${JAVA}persistence/SqlProblems.java`), /new Rule\(\s*[\w.]+,\s*"\w+",\s*"([^"]+)"/g),
  ],
  [
    "every verdict on a file",
    [
      ...all(source(`${JAVA}verify/Alteration.java`), /^ {2}[A-Z_]+\(\s*"([^"]+)"\)/gm),
      ...all(source(`${JAVA}verify/VerificationService.java`), /"([A-Z][^"]* [^"]*\.)"/g),
    ],
  ],
])("%s is worded in Urdu, and stays as it is in English", async (_, sentences) => {
  expect(sentences.length).toBeGreaterThan(10);
  expect(sentences.map(say)).toEqual(sentences);
  await setLocale("ur");
  expect(sentences.filter((text) => !/[\u0600-\u06ff]/.test(say(text)))).toEqual([]);
});

test("no sentence is kept that the server does not say any more", () => {
  const sources = readdirSync(JAVA, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".java"))
    .map((file) => source(JAVA + file))
    .concat(source("../src/main/resources/ValidationMessages.properties"))
    .join("\n");
  const gone = SENTENCES.filter((sentence) =>
    sentence.split(/\{\w+\}/).some((part) => part.length > 3 && !sources.includes(part)),
  );
  expect(gone).toEqual([]);
});

test("what a sentence names is named in the other language, too", async () => {
  await setLocale("ur");
  expect(
    say(
      "Attendance is taken on the day itself, and today is 2026-11-28. Ask the registrar to add 2026-11-27.",
    ),
  ).toMatch(/2026-11-28.*2026-11-27/);
  expect(
    say("It cannot be deleted: change request records depend on it. Delete or change those first."),
  ).toContain("\u2068change request\u2069");
});

test("a refusal without a text is say by its kind, with the server's words behind it", async () => {
  const refusal = () =>
    problemOf(
      Response.json(
        {
          title: "The request breaks a rule.",
          error: { code: 400, message: "The moon is full.", details: { phase: ["This field is required."] } },
        },
        { status: 400 },
      ),
    );
  expect((await refusal()).message).toBe("The moon is full.");
  await setLocale("ur");
  const { message, fields } = await refusal();
  expect(message).toMatch(/^[\u0600-\u06ff].*\u2068The moon is full\.\u2069$/);
  expect(fields.phase).toMatch(/[\u0600-\u06ff]/);
  expect(messageOf(await refusal())).toBe(fields.phase);
});
