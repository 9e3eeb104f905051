/** What a form writes: texts as typed. */
export type Values = Record<string, string>;

/**
 * What becomes of a form whose record somebody else changed meanwhile: fields that were not touched here become theirs,
 * what was typed stays, and where both wrote something different, theirs is told.
 */
export function merged(base: Values, mine: Values, theirs: Values): { values: Values; clashes: Values } {
  const values: Values = { ...mine };
  const clashes: Values = {};
  for (const [name, their] of Object.entries(theirs)) {
    if (their === base[name] || their === mine[name]) continue;
    if (mine[name] === base[name]) values[name] = their;
    else clashes[name] = their;
  }
  return { values, clashes };
}
