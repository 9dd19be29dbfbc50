const patienceMs = 1_000;

/**
 * Scrolls to `top` as soon as the document is high enough for it, for a second at most: a page
 * that reads its rows from the database grows after it is drawn. A scroll by the person ends it.
 */
export function settleScroll(top: number): void {
  scrollTo({ top, behavior: "instant" });
  if (top === 0) return;
  const stop = new AbortController();
  const started = performance.now();
  for (const type of ["wheel", "touchmove", "keydown"]) {
    addEventListener(type, () => stop.abort(), { signal: stop.signal, passive: true });
  }
  const again = () => {
    if (stop.signal.aborted) return;
    if (Math.abs(scrollY - top) > 1) scrollTo({ top, behavior: "instant" });
    if (performance.now() - started < patienceMs) requestAnimationFrame(again);
    else stop.abort();
  };
  requestAnimationFrame(again);
}
