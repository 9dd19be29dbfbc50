import { Spectrum } from "./fft";

const FRAME = 1024;
/** Samples between two values of the envelope. */
const HOP = 256;
/** Compression of magnitudes, so that a soft onset counts beside a loud one. */
const COMPRESSION = 1_000;
/** Half the width of the local mean and maximum that an onset is measured against, in sec. */
const NEIGHBOURHOOD_SEC = 0.1;

/** How strongly something new begins, over time. */
export interface OnsetEnvelope {
  /** ≥ 0; the mean of its surroundings is taken off. */
  readonly strength: Float64Array;
  /** Values a second. */
  readonly rateHz: number;
}

/**
 * Spectral flux: the sum over frequency of what grew since the frame before, of compressed
 * magnitudes log(1 + c |X|), less its local mean, never negative.
 *
 * @param samples  mono, −1 to 1
 * @see Grosche, Müller, "Extracting predominant local pulse information from music recordings",
 *      IEEE TASLP 2011, section II
 */
export function onsetEnvelope(samples: Float32Array, sampleRateHz: number): OnsetEnvelope {
  const spectrum = new Spectrum(FRAME);
  const frames = Math.max(0, Math.ceil(samples.length / HOP));
  const flux = new Float64Array(frames);
  const power = new Float64Array(spectrum.bins);
  let before = new Float64Array(spectrum.bins);
  let now = new Float64Array(spectrum.bins);
  const scale = COMPRESSION / FRAME;
  for (let frame = 0; frame < frames; frame++) {
    // Half a frame early, so that a value stands at the middle of what it tells.
    spectrum.power(samples, frame * HOP - FRAME / 2, power);
    let grown = 0;
    for (let k = 0; k < spectrum.bins; k++) {
      const value = Math.log1p(scale * Math.sqrt(power[k] as number));
      now[k] = value;
      grown += Math.max(0, value - (before[k] as number));
    }
    flux[frame] = grown / spectrum.bins;
    [before, now] = [now, before];
  }
  const rateHz = sampleRateHz / HOP;
  return { strength: lessLocalMean(flux, Math.round(5 * NEIGHBOURHOOD_SEC * rateHz)), rateHz };
}

/**
 * Onsets a second: peaks of the envelope that are the highest within 0.1 s and above a tenth of
 * the strongest ones (the 95th percentile of peaks), and above what noise alone gives.
 */
export function onsetRate({ strength, rateHz }: OnsetEnvelope): number {
  const reach = Math.round(NEIGHBOURHOOD_SEC * rateHz);
  const peaks: number[] = [];
  for (let i = 0; i < strength.length; i++) {
    const value = strength[i] as number;
    if (value > FLOOR && isPeak(strength, i, reach)) peaks.push(value);
  }
  const strong = peaks.toSorted((a, b) => a - b)[Math.floor(0.95 * peaks.length)] ?? 0;
  const counted = peaks.filter((value) => value >= 0.1 * strong).length;
  return strength.length === 0 ? 0 : (counted * rateHz) / strength.length;
}

/** Envelope values below this are the tremble of steady sound and noise. */
const FLOOR = 0.03;

function isPeak(strength: Float64Array, at: number, reach: number): boolean {
  const value = strength[at] as number;
  for (let i = Math.max(0, at - reach); i <= Math.min(strength.length - 1, at + reach); i++) {
    const other = strength[i] as number;
    // Of equal values the first is the peak.
    if (other > value || (other === value && i < at)) return false;
  }
  return true;
}

function lessLocalMean(values: Float64Array, reach: number): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < Math.min(reach, values.length); i++) sum += values[i] as number;
  for (let i = 0; i < values.length; i++) {
    sum += values[i + reach] ?? 0;
    if (i - reach - 1 >= 0) sum -= values[i - reach - 1] as number;
    const width = Math.min(values.length - 1, i + reach) - Math.max(0, i - reach) + 1;
    out[i] = Math.max(0, (values[i] as number) - sum / width);
  }
  return out;
}
