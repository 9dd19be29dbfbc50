import { SAMPLE_RATE_HZ } from "./bank";
import { highest } from "./true-peak";
import type { Stereo } from "./mixer";

/** The gain is set at points this many frames apart and runs straight between them. */
const STRIDE = 64;
/** Points looked ahead, so that the gain is down before the peak: about 6 ms. */
const AHEAD = 4;
/** Gain is back to two thirds of the way after this long. */
const RELEASE_SEC = 0.12;
/** Under the ceiling asked for, for what changes between the points. */
const MARGIN = 0.985;

/**
 * Holds peaks under a ceiling by turning the sound down around them, both sides alike: first
 * `look` at all of the mix, then `settle`, then `apply`.
 */
export class Limiter {
  private readonly gains: Float32Array;

  /**
   * @param factor   what the mix is made louder by
   * @param ceiling  highest point allowed after it, as a factor of full scale
   */
  constructor(
    frames: number,
    private readonly factor: number,
    private readonly ceiling: number,
  ) {
    this.gains = new Float32Array(Math.ceil(frames / STRIDE) + 1).fill(1);
  }

  /** Finds what frames `from` to `to` need; `from` is a multiple of `STRIDE`. */
  look(mix: Stereo, from: number, to: number): void {
    for (let start = from; start < to; start += STRIDE) {
      const end = Math.min(to, start + STRIDE);
      // Lower peaks need no gain and are not worth a closer look.
      const enough = (this.ceiling * MARGIN) / this.factor;
      const peak = Math.max(...mix.map((channel) => highest(channel, start, end, enough)));
      this.gains[start / STRIDE] = enough / peak;
    }
  }

  /** Makes a smooth gain of what was found: down ahead of each peak, slowly up after it. */
  settle(): void {
    const needed = this.gains.slice();
    const back = 1 - Math.exp(-STRIDE / (RELEASE_SEC * SAMPLE_RATE_HZ));
    let gain = 1;
    for (let i = 0; i < this.gains.length; i++) {
      let least = 1;
      for (let k = i - 1; k <= i + AHEAD; k++) least = Math.min(least, needed[k] ?? 1);
      gain = Math.min(least, gain + (1 - gain) * back);
      this.gains[i] = gain;
    }
    for (let i = this.gains.length - 2; i >= 0; i--) {
      const after = this.gains[i + 1] as number;
      const here = this.gains[i] as number;
      this.gains[i] = Math.min(here, after + (1 - after) / AHEAD);
    }
  }

  /** Turns frames `from` to `to` as loud as they are to be. */
  apply(mix: Stereo, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const point = Math.floor(i / STRIDE);
      const a = this.gains[point] as number;
      const b = this.gains[point + 1] as number;
      const gain = this.factor * (a + (b - a) * ((i % STRIDE) / STRIDE));
      for (const channel of mix) channel[i] = (channel[i] as number) * gain;
    }
  }
}
