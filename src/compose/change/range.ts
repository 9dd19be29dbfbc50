import type { Score } from "../../music/score";
import type { TuneChange } from "./asked";

/**
 * Which bars a change may write anew: those of its range, or all, but the locked.
 *
 * @throws RangeError when the range, the amount or the locks make no sense
 */
export function newBars({ score, change, locked = [] }: TuneChange): (bar: number) => boolean {
  const all = { first: 0, last: score.bars.length - 1 };
  const range = "range" in change ? change.range : all;
  const inside = range.first >= 0 && range.first <= range.last && range.last <= all.last;
  if (!inside || ![range.first, range.last].every(Number.isInteger)) {
    const asked = `${range.first + 1}–${range.last + 1}`;
    throw new RangeError(`Bars ${asked} are not in this tune of ${score.bars.length} bars`);
  }
  if ("amount" in change && !(change.amount >= 0 && change.amount <= 1)) {
    throw new RangeError(`An amount goes from 0 to 1, not ${change.amount}`);
  }
  if (change.kind === "continue" && !(Number.isInteger(change.bars) && inReach(change.bars))) {
    throw new RangeError(`A tune is continued by 1 to ${MOST_BARS} bars, not ${change.bars}`);
  }
  if (change.kind === "meter" && locked.length > 0) {
    throw new RangeError("Locked bars cannot go into another metre: unlock them first");
  }
  const isNew = (bar: number) => bar >= range.first && bar <= range.last && !locked.includes(bar);
  if (!score.bars.some((_, bar) => isNew(bar))) throw new RangeError("All these bars are locked");
  return isNew;
}

const MOST_BARS = 64;

function inReach(bars: number): boolean {
  return bars >= 1 && bars <= MOST_BARS;
}

/** Whether two scores have the same metre. */
export function sameMeter(a: Pick<Score, "meter">, b: Pick<Score, "meter">): boolean {
  return a.meter.beats === b.meter.beats && a.meter.unit === b.meter.unit;
}
