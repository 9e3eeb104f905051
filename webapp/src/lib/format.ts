import { i18n } from "@lingui/core";

let zone = "Asia/Karachi";

/** The institution's time zone, in which every instant is shown, wherever the browser is. */
export function setZone(name: string) {
  zone = name;
}

function tag(): string {
  return i18n.locale === "ur" ? "ur-PK-u-nu-latn" : "en-GB";
}

/** A day such as 2026-11-28, as people write it. */
export function day(text: string | null | undefined): string {
  if (!text) return "–";
  return new Intl.DateTimeFormat(tag(), { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${text}T00:00:00Z`),
  );
}

/** An instant as date and time of the institution. */
export function instant(text: string | null | undefined): string {
  if (!text) return "–";
  return new Intl.DateTimeFormat(tag(), {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(text));
}

/** Today at the institution, as 2026-11-28. */
export function today(now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);
  return parts;
}

/** The day so many days before another, as 2026-11-28. */
export function daysBefore(text: string, days: number): string {
  const date = new Date(`${text}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** A figure with the separators of the language. */
export function figure(value: number | string | null | undefined): string {
  if (value === null || value === undefined || value === "") return "–";
  return new Intl.NumberFormat(tag()).format(Number(value));
}

/** Bytes in the unit that reads best. */
export function size(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
