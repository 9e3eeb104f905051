type Guard = { isTyped: () => boolean; ask: () => void; here: number | undefined };

const guards = new Set<Guard>();
let returns = false;

/**
 * Listens to the browser's Back before the router does: listeners of the window are called in the order in which they
 * came, so this one has to come first.
 */
export function watchBack() {
  window.addEventListener("popstate", (event) => {
    if (returns) {
      returns = false;
      event.stopImmediatePropagation();
      return;
    }
    const there = placeOf(event.state);
    for (const { isTyped, ask, here } of guards) {
      if (here === undefined || there === undefined || here === there || !isTyped()) continue;
      event.stopImmediatePropagation();
      returns = true;
      history.go(here - there);
      ask();
      return;
    }
  });
}

/**
 * The browser's Back would take the page away from under a dialog: it is undone, and the dialog asks, as long as
 * something would be lost.
 *
 * @returns what ends it
 */
export function stayOnBack(isTyped: () => boolean, ask: () => void): () => void {
  const guard = { isTyped, ask, here: placeOf(history.state) };
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Where an entry stands in the browser's history, as the router notes it. */
function placeOf(state: unknown): number | undefined {
  return (state as { idx?: number } | null)?.idx;
}
