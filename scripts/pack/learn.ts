import type { SparseRows } from "../../src/base/sparse";
import { fitEaseInSteps } from "../../src/recommend/ease";
import { fitIalsInSteps, ialsDefaults } from "../../src/recommend/ials";
import type { PackFactors, PackWeights } from "../../src/recommend/pack";
import { inEightBits, pruneInSteps } from "../../src/recommend/pack-learn";

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
  return drain(pruneInSteps(fitted, popular, perItem), (share) => onProgress("pruning", share));
}

/** iALS factors in 8 bits a number; of items without entries they are 0. */
export function learnFactors(
  users: SparseRows,
  { factors: dims, onProgress }: LearnOptions,
): PackFactors {
  const options = { ...ialsDefaults, factors: dims };
  const fitted = drain(fitIalsInSteps(users, options), (share) => onProgress("factors", share));
  return inEightBits(fitted);
}

function drain<T>(steps: Generator<number, T>, onProgress: (share: number) => void): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
