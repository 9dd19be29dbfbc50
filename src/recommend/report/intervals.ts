import { randomInt, type Random } from "../../base/random";

/** A number with its 95 % interval. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959964;

/**
 * The share of hits, with Wilson's interval: right for few trials and for shares near 0 and 1.
 *
 * @throws RangeError without trials
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927
 */
export function wilson(hits: number, trials: number): Measured {
  if (!(trials >= 1)) throw new RangeError("A share needs one trial or more");
  const share = hits / trials;
  const scale = 1 + (z * z) / trials;
  const middle = (share + (z * z) / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z / (2 * trials)) ** 2);
  // Without rounding the value could lie just outside.
  return {
    value: share,
    low: Math.min(share, Math.max(0, middle - half)),
    high: Math.max(share, Math.min(1, middle + half)),
  };
}

/** Resamples of a bootstrap; steady to about a hundredth of the interval's width. */
const resamples = 2000;

/**
 * The mean, with the interval of the percentile bootstrap. For the difference of two methods give
 * their difference at each trial: the pairs stay together.
 *
 * @throws RangeError without values
 * @see Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export function bootstrapMean(values: ArrayLike<number>, random: Random): Measured {
  const n = values.length;
  if (n === 0) throw new RangeError("A mean needs one value or more");
  let sum = 0;
  for (let at = 0; at < n; at++) sum += values[at] as number;
  const means = new Float64Array(resamples);
  for (let s = 0; s < resamples; s++) {
    let drawn = 0;
    for (let at = 0; at < n; at++) drawn += values[randomInt(random, n)] as number;
    means[s] = drawn / n;
  }
  means.sort();
  const cut = Math.floor(0.025 * resamples);
  return {
    value: sum / n,
    low: means[cut] as number,
    high: means[resamples - 1 - cut] as number,
  };
}
