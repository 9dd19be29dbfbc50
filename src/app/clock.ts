/**
 * Calls `tick` for every frame drawn, and once a second where the page is not drawn (a hidden tab).
 *
 * @returns a function that ends it
 */
export function everyFrame(tick: () => void): () => void {
  let frame = 0;
  const draw = (): void => {
    tick();
    frame = requestAnimationFrame(draw);
  };
  frame = requestAnimationFrame(draw);
  const timer = setInterval(tick, 1000);
  return () => {
    cancelAnimationFrame(frame);
    clearInterval(timer);
  };
}
