import type { Random } from "../../base/random";
import { GRID } from "./card";

/**
 * Noise on a card, so that it does not tell for sure of any one item whether it is in someone's
 * taste, or how much. Every item of a *public* list (the most common ones of a community, the same
 * whoever makes the card) has a weight of 0–16; each gets noise of the discrete Laplace law,
 * P(k) ∝ exp(−|k| ε / 16), and only what stays above a threshold is on the card.
 *
 * Two tastes that differ in one item give any card with probabilities at most e^ε apart: the noisy
 * weights are ε-differentially private for an item, and what is done with them afterwards (the
 * threshold, the best n, the cut to 1–16) cannot take that away. For a taste that differs in m items, or
 * m cards of one taste, it is e^(m ε): what many items say together is not hidden.
 *
 * @see Dwork, McSherry, Nissim, Smith, "Calibrating noise to sensitivity in private data
 *      analysis", TCC 2006
 * @see Ghosh, Roughgarden, Sundararajan, "Universally utility-maximizing privacy mechanisms",
 *      STOC 2009 (the discrete law, which has no gaps of floating point to see through)
 */
export function noisyWeight(weight: number, epsilon: number, random: Random): number {
  return weight + discreteLaplace(epsilon / GRID, random);
}

/**
 * A whole number k with P(k) = (1 − a) / (1 + a) · a^|k|, a = e^−rate: the difference of two
 * geometric numbers.
 *
 * @throws RangeError when the rate is not above 0
 */
export function discreteLaplace(rate: number, random: Random): number {
  if (!(rate > 0)) throw new RangeError(`rate must be above 0, not ${rate}`);
  const geometric = () => Math.floor(Math.log(1 - random()) / -rate);
  return geometric() - geometric();
}

/**
 * The least noisy weight that is on a card, in sixteenths: among so many public items of weight 0
 * at most `strangers` are expected to reach it. It depends on nothing private.
 */
export function threshold(publicItems: number, strangers: number, epsilon: number): number {
  const a = Math.exp(-epsilon / GRID);
  // P(noise ≥ t) = a^t / (1 + a).
  const t = Math.log((strangers * (1 + a)) / Math.max(1, publicItems)) / Math.log(a);
  return Math.max(1, Math.ceil(t));
}

/**
 * The probability that the noisy weight of an item reaches the threshold, 0–1: how likely an item
 * that is liked so much is on the card, as long as no more reach it than the card holds.
 *
 * @param weight  0–16
 */
export function chanceOnCard(
  weight: number,
  publicItems: number,
  { strangers, epsilon }: Pick<CardPlan, "strangers" | "epsilon">,
): number {
  const a = Math.exp(-epsilon / GRID);
  const needed = threshold(publicItems, strangers, epsilon) - weight;
  // P(noise ≥ t) of t above 0; of the others by the symmetry of the law.
  return needed > 0 ? a ** needed / (1 + a) : 1 - a ** (1 - needed) / (1 + a);
}

/** Numbers of a card: how many items, and how many of these chance is expected to put there. */
export interface CardPlan {
  readonly items: number;
  readonly strangers: number;
  readonly epsilon: number;
}

/**
 * The numbers of the items that are on the card with the weights they have there, the largest
 * first, ties by number.
 *
 * @param weights  of every public item, 0–16
 */
export function noisyCard(
  weights: ArrayLike<number>,
  { items, strangers, epsilon }: CardPlan,
  random: Random,
): { readonly item: number; readonly weight: number }[] {
  const least = threshold(weights.length, strangers, epsilon);
  return Array.from(weights, (weight, item) => ({
    item,
    weight: noisyWeight(weight, epsilon, random),
  }))
    .filter(({ weight }) => weight >= least)
    .sort((a, b) => b.weight - a.weight || a.item - b.item)
    .slice(0, items)
    .map(({ item, weight }) => ({ item, weight: Math.min(GRID, weight) }));
}
