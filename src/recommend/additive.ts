import type { Contribution, Explanation } from "./model";

/**
 * Scores and the amounts that explain them are whole multiples of this: sums of such numbers are
 * exact in any order below 2¹⁷, so reasons add up to the score to the last bit however both were
 * computed. What is lost lies far below what the data can tell.
 */
const grain = 2 ** -36;

/** The nearest multiple of the grain. */
export function inGrains(value: number): number {
  return Math.round(value / grain) * grain;
}

/** Rounds every score to the grain, in place. */
export function scoresInGrains(scores: Float64Array): Float64Array {
  for (let i = 0; i < scores.length; i++) scores[i] = inGrains(scores[i] as number);
  return scores;
}

/**
 * An explanation whose base and amounts add up to the score exactly. The few grains by which they
 * differ from rounding go to the largest amount, or to the base where there is none.
 *
 * @param score  in grains
 */
export function explanationOf(
  score: number,
  base: number,
  given: readonly Contribution[],
): Explanation {
  const contributions = given.map((one) => ({ ...one, amount: inGrains(one.amount) }));
  const roundBase = inGrains(base);
  const rest = contributions.reduce((left, { amount }) => left - amount, score - roundBase);
  const size = ({ amount }: Contribution) => Math.abs(amount);
  const largest = contributions.reduce<number>(
    (best, one, n) =>
      best < 0 || size(one) > size(contributions[best] as Contribution) ? n : best,
    -1,
  );
  const own = contributions[largest];
  if (own === undefined) return { source: "item", base: roundBase + rest, contributions };
  contributions[largest] = { ...own, amount: own.amount + rest };
  return { source: "item", base: roundBase, contributions };
}
