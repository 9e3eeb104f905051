import { i18n } from "@lingui/core";
import { isolate } from "../lib/isolate";
import { SENTENCES } from "./sentences";

type Pattern = { id: string; text: RegExp; names: string[] };

let patterns: Pattern[] | null = null;

/** Finds the sentence in what the server said, and the values in it. */
function patternOf(id: string): Pattern {
  const names = [...id.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const text = id.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "(.+)");
  return { id, text: new RegExp(`^${text}$`, "s"), names };
}

/** A sentence of the server in the reader's language; one that has no text here stays in English. */
export function say(text: string): string {
  if (i18n.locale === "en" || text === "") return text;
  patterns ??= SENTENCES.map(patternOf);
  for (const { id, text: pattern, names } of patterns) {
    const [whole, ...values] = pattern.exec(text) ?? [];
    if (whole !== undefined)
      return i18n.t(id, Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""])));
  }
  return text;
}

/** A refusal in the reader's language; where only its kind has a text, the server's own words stand behind that. */
export function sayRefusal(message: string, kind: string): string {
  const words = say(message);
  const kindWords = say(kind);
  return words !== message || kindWords === kind ? words : `${kindWords} ${isolate(message)}`;
}
