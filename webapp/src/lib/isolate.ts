import type { I18n } from "@lingui/core";

/** First strong isolate, and its end: what stands between keeps the direction of its own first letter. */
const OPEN = "\u2068";
const CLOSE = "\u2069";

/** The text in a direction of its own, whatever stands around it. */
export function isolate(text: string): string {
  return `${OPEN}${text}${CLOSE}`;
}

/**
 * Keeps the values in sentences that are read from right to left in their own direction: a registration number, a
 * course code, a date or a name in Latin letters would else change places with what stands beside it.
 */
export function isolateValues(i18n: I18n, isRightToLeft: () => boolean) {
  const translate = i18n.t;
  i18n.t = ((id: Parameters<typeof translate>[0], values?: Record<string, unknown>, options?: object) =>
    translate(id as string, isRightToLeft() ? isolated(values) : values, options)) as typeof translate;
}

/** Numbers stay as they are: plurals are chosen by them, and they have no direction to lose. */
function isolated(values: Record<string, unknown> | undefined) {
  if (!values) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && value !== "" ? isolate(value) : value,
    ]),
  );
}
