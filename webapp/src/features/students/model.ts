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
