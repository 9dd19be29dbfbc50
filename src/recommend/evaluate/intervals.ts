import { randomInt, seededRandom } from "../../base/random";
import type { Measured } from "../report/intervals";

/**
 * The mean with the 95 % interval of the normal distribution; values that are no number count for
 * nothing. Right for the mean of some thirty values or more.
 */
export function normalMean(values: readonly number[]): Measured {
  const known = values.filter((value) => !Number.isNaN(value));
  const n = known.length;
  const value = known.reduce((sum, x) => sum + x, 0) / n;
  const variance = known.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1);
  const half = n > 1 ? 1.959964 * Math.sqrt(variance / n) : 0;
  return { value, low: value - half, high: value + half };
}

/** Resamples of a bootstrap. */
export const resamples = 2000;

/**
 * A figure of some people with its 95 % interval, from the people being drawn again, with
 * replacement, each with all that is theirs: pairs of measurements stay together.
 *
 * @param figure  of people by number, some of them several times
 * @see Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function bootstrap(
  people: number,
  figure: (drawn: Uint32Array) => number,
  seed: number,
): Measured {
  const random = seededRandom(seed);
  const drawn = Uint32Array.from({ length: people }, (_, person) => person);
  const value = figure(drawn);
  const figures = Float64Array.from({ length: resamples }, () => {
    for (let at = 0; at < people; at++) drawn[at] = randomInt(random, people);
    return figure(drawn);
  }).sort();
  const cut = Math.floor(0.025 * resamples);
  return {
    value,
    low: figures[cut] as number,
    high: figures[resamples - 1 - cut] as number,
  };
}
