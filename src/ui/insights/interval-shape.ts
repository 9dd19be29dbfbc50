import type { Measured } from "../../rpc/contracts/recommender";

/** Where a value and the ends of its interval lie, 0–1 of the width of an axis. */
export interface IntervalShape {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Intervals on one axis from 0 to a little beyond the largest upper end, so that they can be
 * compared; never more than 1, which no share exceeds.
 */
export function intervalShapes(measured: readonly Measured[]): readonly IntervalShape[] {
  const top = Math.min(1, Math.max(0.01, ...measured.map((one) => one.high)) * 1.1);
  const place = (value: number) => Math.min(1, Math.max(0, value / top));
  return measured.map(({ value, low, high }) => ({
    at: place(value),
    from: place(low),
    to: place(high),
  }));
}

/** What a paired difference says: its whole interval lies above 0, below it, or on both sides. */
export function verdictOf(gain: Measured): "better" | "worse" | "unsure" {
  if (gain.low > 0) return "better";
  return gain.high < 0 ? "worse" : "unsure";
}
