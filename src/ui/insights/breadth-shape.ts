import type { Portrait } from "../../rpc/contracts/recommender";

type Month = Portrait["breadth"][number];

/** A curve over months with its band, as paths in a box whose origin is its upper left corner. */
export interface BreadthShape {
  readonly line: string;
  readonly band: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly month: string }[];
  /** Values to write beside the axis with their heights, the largest first. */
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

/**
 * The number of artists over time. The axis begins at 0 and ends at a round number above the
 * largest upper bound, so that widths can be compared by eye.
 */
export function breadthShape(
  months: readonly Month[],
  width: number,
  height: number,
): BreadthShape {
  const top = roundUp(Math.max(1, ...months.map((month) => month.high)));
  const x = (i: number) => round(months.length < 2 ? 0 : (i * width) / (months.length - 1));
  const y = (value: number) => round(height * (1 - Math.min(value, top) / top));
  const along = (value: (month: Month) => number, order: readonly number[]) =>
    order.map((i) => `${x(i)} ${y(value(months[i] as Month))}`).join("L");
  const forth = [...months.keys()];
  return {
    line: `M${along((month) => month.artists, forth)}`,
    band: `M${along((month) => month.high, forth)}L${along((month) => month.low, forth.toReversed())}Z`,
    points: months.map(({ month, artists }, i) => ({ x: x(i), y: y(artists), month })),
    ticks: [top, top / 2, 0].map((value) => ({ value, y: y(value) })),
  };
}

/** The next of 2, 4, 10, 20, 40, 100 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 10].find((one) => one * power >= value) ?? 10;
  return Math.max(2, step * power);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
