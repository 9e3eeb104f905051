/** Does it once what was just done is painted, so that nobody waits for it; in a page that is not painted, soon. */
export function afterPaint(task: () => void) {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    task();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 100);
}
