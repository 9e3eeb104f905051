import { i18n } from "@lingui/core";
import { afterAll, expect, test } from "vitest";
import { setLocale } from "./locale";

afterAll(() => setLocale("en"));

test("a value in an Urdu sentence keeps its own direction, and what stands beside it its place", async () => {
  await setLocale("ur");
  const text = i18n.t("You wrote {mine}, somebody else {theirs}.", { mine: "ANA-101 (B+)", theirs: "" });
  expect(text).toContain("\u2068ANA-101 (B+)\u2069");
  expect(text.match(/\u2068/g)).toHaveLength(1);
});

test("a count in an Urdu sentence still chooses its words", async () => {
  await setLocale("ur");
  const count = (count: number) =>
    i18n.t("{count, plural, one {# student is} other {# students are}} enrolled.", { count });
  expect(count(1)).not.toBe(count(2).replace("2", "1"));
  expect(count(2)).not.toContain("\u2068");
});

test("English sentences are as they are written", async () => {
  await setLocale("en");
  expect(i18n.t("Delete {name}?", { name: "ANA-101" })).toBe("Delete ANA-101?");
});
