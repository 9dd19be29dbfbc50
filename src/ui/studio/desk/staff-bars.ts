import { barOf } from "../../../music/bars";
import type { Score, Ticks } from "../../../music/score";

/** Where something is drawn, in px from the corner of the page it is drawn on. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A bar on the engraved page. */
interface StaffBar extends Box {
  readonly index: number;
  /** The line of staff it stands on, counted from 0. */
  readonly line: number;
}

/** A head or rest as drawn: when it sounds, and where. */
export interface Head extends Box {
  readonly tick: Ticks;
}

/** Room before the first head of a line, in px: its accidental and a little air. */
const LEAD_PX = 12;

/**
 * The bars of an engraved score. A bar reaches from its first head to the first head of the next
 * bar on its line, the last of a line to the line's end; it is as high as its staff.
 *
 * @param heads   in the order in which they are written
 * @param staves  the lines of staff, from above
 */
export function staffBars(
  score: Pick<Score, "bars">,
  heads: readonly Head[],
  staves: readonly Box[],
): readonly StaffBar[] {
  const first = new Map<number, { readonly head: Head; readonly line: number }>();
  for (const head of heads) {
    const index = barOf(score, head.tick);
    if (!first.has(index)) first.set(index, { head, line: lineOf(head, staves) });
  }
  const placed = [...first].map(([index, place]) => ({ index, ...place }));
  return placed.flatMap(({ index, head, line }, i) => {
    const staff = staves[line];
    if (staff === undefined) return [];
    const next = placed[i + 1];
    const right = next?.line === line ? next.head.left - LEAD_PX : staff.right;
    const left = Math.max(staff.left, head.left - LEAD_PX);
    return [{ index, line, left, right, top: staff.top, bottom: staff.bottom }];
  });
}

/** The staff whose middle is nearest to the middle of a head. */
function lineOf(head: Box, staves: readonly Box[]): number {
  const distances = staves.map(({ top, bottom }) =>
    Math.abs((top + bottom) / 2 - (head.top + head.bottom) / 2),
  );
  return distances.indexOf(Math.min(...distances));
}
