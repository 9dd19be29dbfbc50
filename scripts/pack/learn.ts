import type { SparseRows } from "../../src/base/sparse";
import { Shortlist } from "../../src/base/shortlist";
import { fitEaseInSteps } from "../../src/recommend/ease";
import { fitIalsInSteps, ialsDefaults } from "../../src/recommend/ials";
import { gramOfFactors } from "../../src/recommend/ials-system";
import type { ItemWeights } from "../../src/recommend/linear";
import type { PackFactors, PackWeights } from "../../src/recommend/pack";

export interface LearnOptions {
  /** Items that give weights and get them, the most popular ones. */
  readonly items: number;
  /** Weights kept for an item, the strongest. */
  readonly perItem: number;
  /** λ of EASE. */
  readonly lambda: number;
  /** Dimensions of the factors; 0 for none. */
  readonly factors: number;
  readonly onProgress: (what: string, share: number) => void;
}

/** The numbers of the `count` most popular items, ascending; ties by number. */
export function mostPopular(popularity: Uint32Array, count: number): Uint32Array {
  return Uint32Array.from(popularity, (_, item) => item)
    .sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b)
    .slice(0, count)
    .sort();
}

/**
 * EASE among the most popular items, of each column the strongest weights, in 8 bits: the weight
 * that is largest in magnitude becomes ±127.
 */
export function learnWeights(
  users: SparseRows,
  popular: Uint32Array,
  { perItem, lambda, onProgress }: LearnOptions,
): PackWeights {
  const options = { lambda, form: "auto", most: popular.length } as const;
  const fitted = drain(fitEaseInSteps(users, options), (share) => onProgress("weights", share));
  return pruned(fitted, popular, perItem);
}

function pruned(fitted: ItemWeights, among: Uint32Array, perItem: number): PackWeights {
  const items = fitted.items;
  const ptr = new Uint32Array(items + 1);
  const scale = new Float32Array(items);
  const [index, value]: [number[], number[]] = [[], []];
  const best = new Shortlist(perItem);
  let next = 0;
  for (let target = 0; target < items; target++) {
    if (among[next] === target) {
      next++;
      const row = fitted.weightsTo(target, among);
      best.clear();
      row.forEach((weight, n) => weight !== 0 && best.put(n, Math.abs(weight)));
      const kept = best.id.slice(0, best.sort()).sort();
      const step = kept.length === 0 ? 0 : stepOf(best.score[0] as number);
      scale[target] = step;
      for (const n of kept) {
        const steps = inSteps(row[n] as number, step);
        if (steps === 0) continue;
        index.push(among[n] as number);
        value.push(steps);
      }
    }
    ptr[target + 1] = index.length;
  }
  return { ptr, index: Uint32Array.from(index), value: Int8Array.from(value), scale };
}

/** iALS factors in 8 bits a number; of items without entries they are 0. */
export function learnFactors(
  users: SparseRows,
  { factors: dims, onProgress }: LearnOptions,
): PackFactors {
  const options = { ...ialsDefaults, factors: dims };
  const fitted = drain(fitIalsInSteps(users, options), (share) => onProgress("factors", share));
  const { items, unobserved, regularisation, exponent } = fitted;
  const value = new Int8Array(items * dims);
  const scale = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    const factor = fitted.value.subarray(item * dims, (item + 1) * dims);
    const step = stepOf(factor.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
    scale[item] = step;
    factor.forEach((x, d) => (value[item * dims + d] = inSteps(x, step)));
  }
  const kept = Float64Array.from(value, (x, at) => x * (scale[Math.floor(at / dims)] as number));
  const gram = gramOfFactors(kept, dims);
  return { dims, value, scale, gram, unobserved, regularisation, exponent };
}

/** What one of 127 steps to the largest magnitude is worth, in 32 bits as a pack holds it. */
function stepOf(largest: number): number {
  return Math.fround(largest / 127);
}

function inSteps(x: number, step: number): number {
  return step === 0 ? 0 : Math.max(-127, Math.min(127, Math.round(x / step)));
}

function drain<T>(steps: Generator<number, T>, onProgress: (share: number) => void): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
