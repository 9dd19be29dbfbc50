import type { SparseRows } from "../base/sparse";
import type { ItemWeights } from "./linear";

/** The numbers of the items with the most entries, ascending; ties by number. */
export function mostPopular({ ptr, rows }: SparseRows, count: number): Uint32Array {
  const entries = (i: number) => (ptr[i + 1] as number) - (ptr[i] as number);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  return order
    .sort((a, b) => entries(b) - entries(a) || a - b)
    .slice(0, count)
    .sort();
}

/** Weights of some of the items as weights of all: the others neither give nor get any. */
export function widened(some: ItemWeights, kept: Uint32Array, items: number): ItemWeights {
  const place = new Int32Array(items).fill(-1);
  kept.forEach((item, to) => {
    place[item] = to;
  });
  return {
    items,
    scores({ index, value }) {
      const known = Array.from(index.keys()).filter(
        (p) => (place[index[p] as number] as number) >= 0,
      );
      const scores = some.scores({
        index: Uint32Array.from(known, (p) => place[index[p] as number] as number),
        value: Float64Array.from(known, (p) => value[p] as number),
      });
      const all = new Float64Array(items);
      kept.forEach((item, to) => {
        all[item] = scores[to] as number;
      });
      return all;
    },
    weightsTo(target, sources) {
      const weights = new Float64Array(sources.length);
      const to = place[target] as number;
      if (to < 0) return weights;
      const row = some.weightsTo(to, Uint32Array.from(kept.keys()));
      return weights.map((_, p) => row[place[sources[p] as number] as number] ?? 0);
    },
  };
}
