const SOON = 100;

/** Does it once what was just done is painted, so that nobody waits for it; in a page that is not painted, soon. */
export function afterPaint(task: () => void) {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(late);
    task();
  };
  const late = setTimeout(once, SOON);
  requestAnimationFrame(() => setTimeout(once));
}
