import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";

export type Fault = Schema<"Fault">;

/** The most that the server takes. */
export const MOST_BYTES = 20 * 1024 * 1024;

export const KINDS = ["students", "courses", "sections", "enrollments", "attendance", "scores"] as const;
export type Kind = (typeof KINDS)[number];

/** Teachers bring in what they may write. */
export function kindsOf(role: string): readonly Kind[] {
  return role === "Faculty" ? ["attendance", "scores"] : KINDS;
}

export function kindLabel(kind: string): string {
  switch (kind) {
    case "students":
      return i18n.t("Students");
    case "courses":
      return i18n.t("Courses");
    case "sections":
      return i18n.t("Sections");
    case "enrollments":
      return i18n.t("Enrollments");
    case "attendance":
      return i18n.t("Attendance");
    case "scores":
      return i18n.t("Scores");
    default:
      return kind;
  }
}

export function stateLabel(state: string): string {
  switch (state) {
    case "checked":
      return i18n.t("Checked only");
    case "queued":
      return i18n.t("Running");
    case "applied":
      return i18n.t("Applied");
    case "failed":
      return i18n.t("Failed");
    case "cancelled":
      return i18n.t("Cancelled");
    case "undone":
      return i18n.t("Undone");
    default:
      return state;
  }
}

/** What keeps a file from being sent at all; "" for nothing. */
export function refusal(file: { name: string; size: number }): string {
  if (file.size === 0) return i18n.t("{name} is empty.", { name: file.name });
  if (file.size > MOST_BYTES)
    return i18n.t("{name} is larger than 20 MB. Split it, or send the rows that are new.", {
      name: file.name,
    });
  return "";
}

const DELIMITERS = [",", ";", "\t"];

/** The first record of a CSV, its delimiter, and where the rest begins. */
export function headsOf(text: string): { heads: string[]; delimiter: string; rest: number } {
  const end = endOfRecord(text);
  const line = text.slice(0, end);
  const delimiter = delimiterOf(line);
  const heads: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (quoted && char === '"' && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === delimiter) {
      heads.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  heads.push(cell.trim());
  return { heads, delimiter, rest: end };
}

function endOfRecord(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && (text[at] === "\n" || text[at] === "\r")) return at;
  }
  return text.length;
}

/** The one that the heads use most, outside of quotes: as the server decides. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (sign: string) => bare.split(sign).length - 1;
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The same CSV with other heads; a head that becomes "" is passed over with its column. */
export function renamed(text: string, names: Record<string, string>): string {
  const { heads, delimiter, rest } = headsOf(text);
  const written = heads.map((head) => {
    const name = names[head] ?? head;
    return name.includes(delimiter) || name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name;
  });
  return written.join(delimiter) + text.slice(rest);
}

/** Whether the file is text that can be given other heads here; workbooks and PDFs are not. */
export function isText(bytes: Uint8Array): boolean {
  const signs = [
    [0x50, 0x4b, 3, 4],
    [0x25, 0x50, 0x44, 0x46],
    [0xd0, 0xcf, 0x11, 0xe0],
  ];
  return !signs.some((sign) => sign.every((byte, at) => bytes[at] === byte));
}

/** The text of a CSV by its mark; null when it is no text of that encoding. */
export function decoded(bytes: Uint8Array): string | null {
  if (!isText(bytes)) return null;
  const name =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Heads that the server does not know, by its faults of row 1. */
export function unknownHeads(faults: Fault[], heads: string[]): string[] {
  return faults
    .filter((fault) => fault.row === 1 && heads.includes(fault.column))
    .map((fault) => fault.column);
}

/** The known head that is likely meant: without case, spaces and signs one begins with the other. */
export function guess(head: string, known: string[]): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const own = bare(head);
  if (own.length < 3) return "";
  return known.find((name) => own.includes(bare(name)) || bare(name).includes(own)) ?? "";
}

/** Faults of the same repair together, the commonest first. */
export function grouped(faults: Fault[]): { column: string; message: string; rows: number[] }[] {
  const groups = new Map<string, { column: string; message: string; rows: number[] }>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.column, fault.message]);
    const group = groups.get(key) ?? { column: fault.column, message: fault.message, rows: [] };
    group.rows.push(fault.row);
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => other.rows.length - one.rows.length);
}

/** Rows in few words: 2–4, 7. */
export function ranges(rows: number[]): string {
  const sorted = [...new Set(rows)].sort((one, other) => one - other);
  const parts: string[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (sorted[to + 1] === (sorted[to] as number) + 1) to++;
    parts.push(from === to ? `${sorted[from]}` : `${sorted[from]}–${sorted[to]}`);
    from = to + 1;
  }
  return parts.length > 12 ? `${parts.slice(0, 12).join(", ")} …` : parts.join(", ");
}
