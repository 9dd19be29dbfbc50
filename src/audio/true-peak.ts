import type { Stereo } from "./mixer";

/** Points looked at between two samples, and samples on each side that make one. */
const BETWEEN = 3;
const REACH = 6;

/** Weights of the samples around each point: a sinc under a raised cosine. */
const POINTS: readonly Float64Array[] = Array.from({ length: BETWEEN }, (_, p) => {
  const shift = (p + 1) / (BETWEEN + 1);
  return Float64Array.from({ length: 2 * REACH }, (_, k) => {
    const x = k - REACH + 1 - shift;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (REACH + 0.5));
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  });
});

/** A wave rises at most about this far over its samples; where they are lower, nothing is looked for. */
const OVERSHOOT = 1.6;

/**
 * The highest point of a wave, four times oversampled.
 * @see ITU-R BS.1770-4, annex 2
 */
export class TruePeak {
  value = 0;

  add(mix: Stereo, from: number, to: number): void {
    for (const channel of mix)
      this.value = Math.max(this.value, highest(channel, from, to, this.value));
  }
}

/** The highest point in frames `from` to `to` of a channel, or `known` if there is none above it. */
export function highest(channel: Float32Array, from: number, to: number, known = 0): number {
  let peak = known;
  for (let i = from; i < to; i++) {
    const here = Math.abs(channel[i] as number);
    const next = Math.abs(channel[i + 1] ?? 0);
    if (here > peak) peak = here;
    if (Math.max(here, next) * OVERSHOOT <= peak) continue;
    for (const weights of POINTS) {
      let value = 0;
      for (let k = 0; k < weights.length; k++) {
        value += (weights[k] as number) * (channel[i - REACH + 1 + k] ?? 0);
      }
      if (Math.abs(value) > peak) peak = Math.abs(value);
    }
  }
  return peak;
}
