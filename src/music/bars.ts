import { TICKS_PER_WHOLE, type Meter, type Score, type Ticks } from "./score";

/** Bars as written, counted from 0 (a pickup counts), both ends included. */
export interface BarRange {
  readonly first: number;
  readonly last: number;
}

/** Ticks of a full bar of the meter: 6/8 is 1,440. */
export function barTicks(meter: Meter): Ticks {
  return (TICKS_PER_WHOLE * meter.beats) / meter.unit;
}

/** Ticks of the pulse one counts: a dotted quarter in compound meters (6/8), else the unit. */
export function beatTicks(meter: Meter): Ticks {
  const unit = TICKS_PER_WHOLE / meter.unit;
  return isCompound(meter) ? 3 * unit : unit;
}

/** Meters whose beat divides in three: 6/8, 9/8, 12/8, 3/8 counted in one. */
export function isCompound(meter: Meter): boolean {
  return meter.unit >= 8 && meter.beats % 3 === 0;
}

/** Length of the score as written, in ticks. */
export function writtenTicks(score: Pick<Score, "bars">): Ticks {
  const last = score.bars.at(-1);
  return last === undefined ? 0 : last.tick + last.duration;
}

/**
 * Index of the bar that holds a written tick; a tick on a bar line belongs to the bar it opens.
 * Ticks past either end belong to the nearest bar; −1 only when there is no bar.
 */
export function barOf(score: Pick<Score, "bars">, tick: Ticks): number {
  let low = 0;
  let high = score.bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((score.bars[middle]?.tick ?? 0) <= tick) low = middle + 1;
    else high = middle;
  }
  return score.bars.length === 0 ? -1 : Math.max(0, low - 1);
}
