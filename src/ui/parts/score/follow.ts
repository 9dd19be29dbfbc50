/** Where the playhead rests in the view while the music moves under it. */
const REST = 0.35;

/**
 * How far a strip is scrolled, in px, so that the playhead stays in sight. It glides under a
 * resting playhead; where nothing may move by itself it turns like a page, only when it must.
 *
 * @param x       of the playhead on the strip, in px
 * @param view    width in sight, in px
 * @param total   width of the strip, in px
 * @param scroll  how far it is scrolled now, in px
 */
export function followScroll(
  x: number,
  view: number,
  total: number,
  scroll: number,
  still: boolean,
): number {
  const within = (to: number) => Math.max(0, Math.min(total - view, to));
  if (!still) return within(x - REST * view);
  const seen = x >= scroll && x <= scroll + 0.95 * view;
  return seen ? scroll : within(x - 0.05 * view);
}

/**
 * How far a page is scrolled, in px, so that a line from `top` to `bottom` (px from the page's
 * start) is wholly in a view of `height`; it stays where it is while the line is in sight.
 */
export function lineScroll(top: number, bottom: number, scroll: number, height: number): number {
  if (top >= scroll && bottom <= scroll + height) return scroll;
  return Math.max(0, top - Math.max(0, (height - (bottom - top)) / 4));
}
