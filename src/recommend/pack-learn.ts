import { Shortlist } from "../base/shortlist";
import { gramOfFactors, type ItemFactors } from "./ials-system";
import type { ItemWeights } from "./linear";
import type { PackFactors, PackWeights } from "./pack";

/**
 * Of each item the weights that are largest in magnitude, in 8 bits: the largest becomes ±127, so
 * that every weight kept is at most half a 127th of that from what it was.
 *
 * @param among    the items (numbers ascending) that give and get weights
 * @param perItem  weights kept for an item; 50 lose little (docs/packs.md)
 * @returns        yields the share done
 */
export function* pruneInSteps(
  fitted: ItemWeights,
  among: Uint32Array,
  perItem: number,
): Generator<number, PackWeights> {
  const { items } = fitted;
  const ptr = new Uint32Array(items + 1);
  const scale = new Float32Array(items);
  const index: number[] = [];
  const value: number[] = [];
  const best = new Shortlist(perItem);
  for (const [n, target] of among.entries()) {
    if (n % 16 === 0) yield n / among.length;
    const row = fitted.weightsTo(target, among);
    best.clear();
    row.forEach((weight, source) => {
      if (weight !== 0) best.put(source, Math.abs(weight));
    });
    const kept = best.id.slice(0, best.sort()).sort();
    const step = kept.length === 0 ? 0 : stepOf(best.score[0] as number);
    scale[target] = step;
    for (const source of kept) {
      const steps = inSteps(row[source] as number, step);
      if (steps === 0) continue;
      index.push(among[source] as number);
      value.push(steps);
    }
    ptr[target + 1] = index.length;
  }
  // The row of an item that is not among them is empty: it ends where the one before does.
  for (let r = 1; r <= items; r++) ptr[r] = Math.max(ptr[r] as number, ptr[r - 1] as number);
  return { ptr, index: Uint32Array.from(index), value: Int8Array.from(value), scale };
}

/** Factors in 8 bits a number, each item with a scale; the Gram matrix is of what is kept. */
export function inEightBits({ items, dims, value: exact, ...rest }: ItemFactors): PackFactors {
  const value = new Int8Array(items * dims);
  const scale = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    const factor = exact.subarray(item * dims, (item + 1) * dims);
    const step = stepOf(factor.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
    scale[item] = step;
    factor.forEach((x, d) => (value[item * dims + d] = inSteps(x, step)));
  }
  const kept = wideFactors(value, scale, dims);
  return { ...rest, dims, value, scale, gram: gramOfFactors(kept, dims) };
}

/** Factors as they are computed with. */
export function wideFactors(value: Int8Array, scale: Float32Array, dims: number): Float64Array {
  return Float64Array.from(value, (x, at) => x * (scale[Math.floor(at / dims)] as number));
}

/** What one of 127 steps to the largest magnitude is worth, in 32 bits as a pack holds it. */
function stepOf(largest: number): number {
  return Math.fround(largest / 127);
}

function inSteps(x: number, step: number): number {
  return step === 0 ? 0 : Math.max(-127, Math.min(127, Math.round(x / step)));
}
