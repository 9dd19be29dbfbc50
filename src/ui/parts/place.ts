const gapPx = 4;
const marginPx = 8;

/**
 * Puts a floating box of the top layer under its opener, its end at the opener's end; above it
 * where there is no room below, and never outside of the window.
 */
export function placeBeside(box: HTMLElement, opener: HTMLElement): void {
  const around = opener.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = around.bottom + gapPx;
  const top = below + height <= innerHeight - marginPx ? below : around.top - gapPx - height;
  const left = around.right - width;
  box.style.top = `${Math.max(marginPx, top)}px`;
  box.style.left = `${Math.min(Math.max(marginPx, left), innerWidth - width - marginPx)}px`;
}
