import { barTicks } from "./bars";
import type { Score } from "./score";
import { sections } from "./validate";

/** A bar as musicians count: 1 for the first full one; a pickup has the number of the bar before. */
export interface BarCount {
  readonly number: number;
  readonly pickup: boolean;
}

/** The count of every bar. A section may begin with a pickup, which is no bar of its own. */
export function barCounts({ bars, meter }: Pick<Score, "bars" | "meter">): readonly BarCount[] {
  const full = barTicks(meter);
  const pickups = new Set(
    sections(bars).flatMap(({ first, last }) =>
      first < last && (bars[first]?.duration ?? full) < full ? [first] : [],
    ),
  );
  let number = 0;
  return bars.map((_, bar) => {
    const pickup = pickups.has(bar);
    if (!pickup) number++;
    return { number, pickup };
  });
}

/** The number of one bar. */
export function barNumber(score: Pick<Score, "bars" | "meter">, bar: number): number {
  return barCounts(score)[bar]?.number ?? 0;
}
