import { writeFileSync } from "node:fs";
import type { SparseRows } from "../src/base/sparse";
import { multiplyAdds, nearestRound, rowsOf, type RowsRequest } from "./nearest";
import { plotted, slopeOf, type Point } from "./plot";

const K = 100;
const ROUNDS = 5; // in turns, the best of which is told: other work only slows
const RATINGS = [200_000, 400_000, 800_000, 1_600_000] as const;
const PLOT = "docs/growth.svg";

/**
 * How the time of all-pairs item similarity (top-k included, in Node) grows with the multiply-adds
 * that it must do, Σ n_c² over the listeners: the slope on logarithmic axes is 1 where time grows in
 * proportion. Listeners are in proportion to ratings; items as their square root, as the words of a
 * growing text do (Heaps' law), or in proportion too.
 */
export function run(): Promise<object> {
  const series = [
    { name: "items as the square root", itemsOf: (r: number) => Math.round(11.18 * Math.sqrt(r)) },
    { name: "items in proportion", itemsOf: (r: number) => r / 80 },
  ].map(({ name, itemsOf }) => {
    const requests = RATINGS.map((ratings) => request(ratings, itemsOf(ratings)));
    const times = requests.map(() => Infinity);
    for (let round = 0; round < ROUNDS; round++) {
      requests.forEach((one, size) => {
        const before = process.cpuUsage();
        nearestRound(one, K);
        const { user, system } = process.cpuUsage(before);
        times[size] = Math.min(times[size] as number, (user + system) / 1000);
      });
    }
    const sizes = requests.map((one, size) => sizeOf(rowsOf(one), times[size] as number));
    return { name, sizes, slope: slopeOf(sizes.map(pointOf)) };
  });
  const lines = series.map(({ name, sizes, slope }) => ({
    label: `${name}: slope ${slope.toFixed(2)}`,
    points: sizes.map(pointOf),
  }));
  const axes = { x: "multiply-adds (millions)", y: "fit, CPU ms" };
  writeFileSync(PLOT, plotted("Fitting item similarity", axes, lines));
  return Promise.resolve({ k: K, rounds: ROUNDS, series, plot: PLOT });
}

function request(ratings: number, items: number): RowsRequest {
  const listeners = ratings / 40;
  const source = { listeners, items, ratings, zipf: [0.5, 0.8] } as const;
  return { source, side: "items", values: "stars" };
}

function sizeOf(rows: SparseRows, cpuMs: number) {
  return {
    ratings: rows.index.length,
    items: rows.rows,
    listeners: rows.columns,
    multiplyAdds: multiplyAdds(rows),
    cpuMs: Math.round(cpuMs),
  };
}

function pointOf(size: { readonly multiplyAdds: number; readonly cpuMs: number }): Point {
  return [size.multiplyAdds / 1e6, size.cpuMs];
}
