/** How a next token is drawn. */
export interface SamplingOptions {
  /** Which tokens may come, one truth value each; all, by default. */
  readonly mask?: ArrayLike<number | boolean> | undefined;
  /** Logits are divided by it, ≥ 0; 1 samples the model as it is, 0 takes the likeliest. */
  readonly temperature?: number;
  /** Nucleus: the fewest likeliest tokens that hold this much probability, 0–1. */
  readonly topP?: number;
}

/**
 * Logarithms (natural) of the probabilities of allowed tokens: log softmax(logits / temperature)
 * over what the mask allows, −Infinity elsewhere. At temperature 0 the likeliest has it all
 * (the first of equals).
 *
 * @throws RangeError when nothing is allowed, a logit is not a number, or the temperature is negative
 */
export function logProbabilities(
  logits: ArrayLike<number>,
  mask?: SamplingOptions["mask"],
  temperature = 1,
): Float64Array {
  if (!(temperature >= 0)) throw new RangeError(`a temperature of ${temperature}`);
  const best = likeliest(logits, mask);
  const out = new Float64Array(logits.length).fill(-Infinity);
  if (temperature === 0) {
    out[best] = 0;
    return out;
  }
  const top = logits[best] as number;
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    if (mask && !mask[i]) continue;
    const scaled = ((logits[i] as number) - top) / temperature;
    out[i] = scaled;
    sum += Math.exp(scaled);
  }
  const log = Math.log(sum);
  return out.map((value) => value - log);
}

/** Index of the greatest allowed logit, the first of equals. */
function likeliest(logits: ArrayLike<number>, mask: SamplingOptions["mask"]): number {
  let best = -1;
  for (let i = 0; i < logits.length; i++) {
    if (mask && !mask[i]) continue;
    const logit = logits[i] as number;
    if (!Number.isFinite(logit)) throw new RangeError(`the logit of token ${i} is ${logit}`);
    if (best < 0 || logit > (logits[best] as number)) best = i;
  }
  if (best < 0) throw new RangeError("the mask allows no token");
  return best;
}

/**
 * Probabilities cut to the nucleus: the fewest likeliest tokens whose sum reaches `topP`, made to
 * sum to 1 again, 0 elsewhere. Of equals the first goes in first. At least one token stays.
 *
 * @param logs  natural logarithms of probabilities that sum to 1
 * @param topP  0–1
 * @see Holtzman et al., "The curious case of neural text degeneration", ICLR 2020
 */
export function nucleus(logs: Float64Array, topP: number): Float64Array {
  if (!(topP >= 0 && topP <= 1)) throw new RangeError(`a nucleus of ${topP}`);
  const p = logs.map(Math.exp);
  if (topP === 1) return p;
  const order: number[] = []; // the few that a mask leaves, in most uses
  for (let i = 0; i < p.length; i++) if ((p[i] as number) > 0) order.push(i);
  order.sort((a, b) => (p[b] as number) - (p[a] as number));
  let kept = 0;
  const out = new Float64Array(p.length);
  for (const i of order) {
    out[i] = p[i] as number;
    kept += p[i] as number;
    if (kept >= topP) break;
  }
  return out.map((value) => value / kept);
}

/**
 * The token on which a uniform number falls, tokens laid end to end by their probability.
 *
 * @param p  probabilities, or odds; a token of probability 0 is never drawn
 * @param u  uniform in [0, sum of p)
 */
export function tokenAt(p: ArrayLike<number>, u: number): number {
  let rest = u;
  let last = -1;
  for (let i = 0; i < p.length; i++) {
    const share = p[i] as number;
    if (!(share > 0)) continue;
    last = i;
    rest -= share;
    if (rest < 0) return i;
  }
  if (last < 0) throw new RangeError("no token has any probability");
  return last; // rounding left a crumb beyond the last
}

/**
 * Draws a token: mask, then temperature, then nucleus, then chance.
 *
 * @param logits  one a token, not normalised
 * @param u       uniform in [0, 1), of a seeded generator
 */
export function sample(logits: ArrayLike<number>, options: SamplingOptions, u: number): number {
  const { mask, temperature = 1, topP = 1 } = options;
  if (topP === 1 && temperature > 0) return sampleAll(logits, mask, temperature, u);
  return tokenAt(nucleus(logProbabilities(logits, mask, temperature), topP), u);
}

/** The same without a nucleus: one exponential a token, and no sorting. */
function sampleAll(
  logits: ArrayLike<number>,
  mask: SamplingOptions["mask"],
  temperature: number,
  u: number,
): number {
  const top = logits[likeliest(logits, mask)] as number;
  const odds = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < odds.length; i++) {
    if (mask && !mask[i]) continue;
    const odd = Math.exp(((logits[i] as number) - top) / temperature);
    odds[i] = odd;
    sum += odd;
  }
  return tokenAt(odds, u * sum);
}
