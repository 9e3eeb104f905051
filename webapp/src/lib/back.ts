type Guard = {
  /** Whether going to that path would lose something. */
  isLost: (path: string) => boolean;
  ask: (go: () => void) => void;
  here: number | undefined;
};

const guards = new Set<Guard>();
let returns = false;

/** The last of those who would lose something: what was opened last asks first. */
function guardOf(path: string, concerns: (guard: Guard) => boolean = () => true): Guard | undefined {
  return [...guards].reverse().find((guard) => concerns(guard) && guard.isLost(path));
}

/**
 * Listens to the browser's Back, and to presses on links, before the router does: listeners of the window are called
 * in the order in which they came, so this one has to come first.
 */
export function watchBack() {
  window.addEventListener("popstate", (event) => {
    if (returns) {
      returns = false;
      event.stopImmediatePropagation();
      return;
    }
    const there = placeOf(event.state);
    if (there === undefined) return;
    const guard = guardOf(location.pathname, ({ here }) => here !== undefined && here !== there);
    if (guard?.here === undefined) return;
    const steps = guard.here - there;
    event.stopImmediatePropagation();
    returns = true;
    history.go(steps);
    guard.ask(() => history.go(-steps));
  });
  window.addEventListener(
    "click",
    (event) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (!link || opensElsewhere(event, link) || link.pathname === location.pathname) return;
      const guard = guardOf(link.pathname);
      if (!guard) return;
      event.preventDefault();
      event.stopPropagation();
      guard.ask(() => link.click());
    },
    true,
  );
}

/**
 * What is typed in a page or a dialog is not to be lost when the page is left: the browser's Back is undone, a link is
 * not followed, and it is asked before, as long as something would be lost.
 *
 * @param ask is given what goes on after all
 * @returns what ends it
 */
export function holdPage(isLost: (path: string) => boolean, ask: (go: () => void) => void): () => void {
  const guard = { isLost, ask, here: placeOf(history.state) };
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Does what takes the page away without a link, after it was asked where something would be lost. */
export function leave(path: string, go: () => void) {
  const guard = guardOf(path);
  if (guard) guard.ask(go);
  else go();
}

/** Whether the page stays as it is: another tab, another site, a file. */
function opensElsewhere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  return (
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey ||
    (link.target !== "" && link.target !== "_self") ||
    link.hasAttribute("download") ||
    link.origin !== location.origin
  );
}

/** Where an entry stands in the browser's history, as the router notes it. */
function placeOf(state: unknown): number | undefined {
  return (state as { idx?: number } | null)?.idx;
}
