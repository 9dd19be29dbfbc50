import type { OnsetEnvelope } from "./onsets";

/** Tempi that are looked for, in beats a minute. */
const BPM = { min: 40, max: 240 };
/** The tempo that is likeliest before anything is heard, and how wide the belief is, in octaves. */
const USUAL_BPM = 120;
const WIDTH_OCTAVES = 0.9;
/**
 * What is heard against what is usual: at 3 all of 40 tunes of the shelf, played evenly, come out at
 * their beat or its double; at 1 half of them come out in groups of three.
 */
const SHARPNESS = 3;
/** Multiples of a beat's length at which its repetition is looked for. */
const TEETH = 4;
/** Half a beat that repeats this strongly beside the beat is the beat itself. */
const EVEN = 0.9;
/** Nothing is believed of an envelope that repeats less than this, 0–1. */
const LEAST_CLARITY = 0.08;
/** The autocorrelation is taken over at most this much of a piece, in sec; it costs length × lag. */
const LONGEST_SEC = 240;

export interface Tempo {
  /** Beats a minute, 40–240. */
  readonly bpm: number;
  /** How clearly the pulse repeats, 0–1: the autocorrelation at a beat over that at nought. */
  readonly clarity: number;
}

/**
 * The tempo that explains the repetition of onsets best: the autocorrelation of the envelope,
 * summed at the first four multiples of a beat (weakest and mean alike, so that no tooth of the
 * comb may miss), weighted by a log-normal belief around 120 bpm. Of two octaves the faster is
 * taken where the halves of the beat are as strong as the beats.
 *
 * @returns nothing where there is no pulse (silence, noise, a held tone)
 * @see Ellis, "Beat tracking by dynamic programming", J. New Music Research 2007, section 3;
 *      Lartillot et al., "Multi-feature modeling of pulse clarity", ISMIR 2008
 */
export function estimateTempo({ strength, rateHz }: OnsetEnvelope): Tempo | undefined {
  const longest = Math.ceil((TEETH * 60 * rateHz) / BPM.min) + 2;
  const repeats = autocorrelation(strength.subarray(0, LONGEST_SEC * rateHz), longest);
  if (repeats === undefined) return undefined;
  let best = { score: 0, lag: 0 };
  const first = Math.ceil((60 * rateHz) / BPM.max);
  const last = Math.floor((60 * rateHz) / BPM.min);
  for (let lag = first; lag <= last; lag++) {
    const octaves = Math.log2((60 * rateHz) / lag / USUAL_BPM);
    const score = comb(repeats, lag) ** SHARPNESS * Math.exp(-0.5 * (octaves / WIDTH_OCTAVES) ** 2);
    if (score > best.score) best = { score, lag };
  }
  if (best.lag === 0) return undefined;
  let { lag } = best;
  if (lag / 2 >= first && comb(repeats, lag / 2) >= EVEN * comb(repeats, lag)) lag /= 2;
  const clarity = Math.min(1, around(repeats, lag).value);
  if (clarity < LEAST_CLARITY) return undefined;
  return { bpm: (60 * rateHz) / refined(repeats, lag), clarity };
}

/** Mean and least of the repetition at the first multiples of a lag, half each. */
function comb(repeats: Float64Array, lag: number): number {
  const teeth = Array.from({ length: TEETH }, (_, k) => around(repeats, (k + 1) * lag).value);
  return 0.5 * Math.max(0, Math.min(...teeth)) + (0.5 * sum(teeth)) / TEETH;
}

/** The length of a beat by the farthest tooth, whose place is known four times as exactly. */
function refined(repeats: Float64Array, lag: number): number {
  let beat = lag;
  for (let tooth = 1; tooth <= TEETH; tooth++) beat = around(repeats, tooth * beat).at / tooth;
  return beat;
}

/** The highest value next to a lag that need not be whole; its place by a parabola. */
function around(repeats: Float64Array, lag: number): { value: number; at: number } {
  let at = Math.round(lag);
  for (const near of [at - 1, at + 1]) if (value(repeats, near) > value(repeats, at)) at = near;
  const [left, middle, right] = [
    value(repeats, at - 1),
    value(repeats, at),
    value(repeats, at + 1),
  ];
  const bend = left - 2 * middle + right;
  const shift = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend)) : 0;
  return { value: middle, at: at + shift };
}

function value(repeats: Float64Array, lag: number): number {
  return repeats[lag] ?? 0;
}

/** Autocorrelation of the envelope about its mean, unbiased, 1 at lag 0; none for a flat one. */
function autocorrelation(strength: Float64Array, longest: number): Float64Array | undefined {
  const mean = sum(strength) / strength.length;
  const centred = Float64Array.from(strength, (one) => one - mean);
  const power = centred.reduce((total, one) => total + one * one, 0) / centred.length;
  if (!(power > 1e-9)) return undefined;
  const out = new Float64Array(Math.min(longest, Math.floor(centred.length / 2)));
  for (let lag = 0; lag < out.length; lag++) {
    let total = 0;
    const end = centred.length - lag;
    for (let i = 0; i < end; i++) total += (centred[i] as number) * (centred[i + lag] as number);
    out[lag] = total / end / power;
  }
  return out;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
