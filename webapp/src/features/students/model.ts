import { i18n } from "@lingui/core";

/** One field of an audit entry, in words. */
export type Change = { field: string; before: string; after: string };

/** The fields that a write changed; what stayed as it was is left out. */
export function changesOf(changes: unknown): Change[] {
  return Object.entries((changes ?? {}) as Record<string, unknown>).flatMap(([field, pair]) => {
    if (!Array.isArray(pair)) return [];
    const [before, after] = pair.map(shown);
    return before === after ? [] : [{ field, before: before ?? "–", after: after ?? "–" }];
  });
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** How an average is rounded, such as `half_up to 2 decimals`, as a person says it. */
export function roundingOf(rule: string): string {
  const [, mode, places] = /^(half_up|up|down) to (\d+) decimals$/.exec(rule) ?? [];
  switch (mode) {
    case "half_up":
      return i18n.t("half up to {places} places", { places });
    case "up":
      return i18n.t("up to {places} places", { places });
    case "down":
      return i18n.t("down to {places} places", { places });
    default:
      return rule;
  }
}
