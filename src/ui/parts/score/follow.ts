/**
 * How far a page is scrolled, in px, so that a line from `top` to `bottom` (px from the page's
 * start) is wholly in a view of `height`; it stays where it is while the line is in sight.
 */
export function lineScroll(top: number, bottom: number, scroll: number, height: number): number {
  if (top >= scroll && bottom <= scroll + height) return scroll;
  return Math.max(0, top - Math.max(0, (height - (bottom - top)) / 4));
}
