import { seededRandom, type Random } from "../src/base/random";
import { fromColumns, type SparseRows } from "../src/base/sparse";

/** Shape of a set of made-up ratings. */
export interface Shape {
  readonly listeners: number;
  readonly items: number;
  readonly ratings: number;
  /** Zipf: the n-th listener or item is drawn in proportion to n to the minus this. */
  readonly zipf: readonly [listeners: number, items: number];
}

/** Ratings of 1 to 5 stars, items × listeners, each cell at most once; the same for a shape. */
export function syntheticRatings({ listeners, items, ratings, zipf }: Shape): SparseRows {
  const random = seededRandom("similarity bench");
  const drawListener = zipfDraw(listeners, zipf[0], random);
  const drawItem = zipfDraw(items, zipf[1], random);
  const seen = new Set<number>();
  while (seen.size < ratings) seen.add(drawItem() * listeners + drawListener());
  const cells = [...seen];
  return fromColumns(
    {
      row: cells.map((cell) => Math.floor(cell / listeners)),
      column: cells.map((cell) => cell % listeners),
      value: cells.map(() => 1 + Math.floor(5 * random())),
    },
    { rows: items, columns: listeners },
  );
}

/** Draws 0 … count − 1, rank n in proportion to (n + 1)^−exponent; ranks are shuffled over ids. */
function zipfDraw(count: number, exponent: number, random: Random): () => number {
  const cumulated = new Float64Array(count);
  let total = 0;
  for (let n = 0; n < count; n++) cumulated[n] = total += (n + 1) ** -exponent;
  const ids = Array.from({ length: count }, (_, id) => [random(), id] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, id]) => id);
  return () => {
    const target = random() * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulated[middle] as number) < target) low = middle + 1;
      else high = middle;
    }
    return ids[low] as number;
  };
}
