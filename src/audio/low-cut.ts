import { SAMPLE_RATE_HZ } from "./bank";
import type { Stereo } from "./mixer";

/** Nothing musical is lower; what is there eats headroom and moves small speakers for nothing. */
const LOW_CUT_HZ = 28;

/**
 * Takes out what is constant or too low to hear: a high pass of second order (Butterworth), which
 * remembers where it was between blocks.
 *
 * @see Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"
 */
export class LowCut {
  private readonly states = [new Float64Array(2), new Float64Array(2)] as const;

  process(mix: Stereo, from: number, to: number): void {
    const turn = (2 * Math.PI * LOW_CUT_HZ) / SAMPLE_RATE_HZ;
    const alpha = Math.sin(turn) * Math.SQRT1_2;
    const b = (1 + Math.cos(turn)) / 2 / (1 + alpha);
    const a1 = (-2 * Math.cos(turn)) / (1 + alpha);
    const a2 = (1 - alpha) / (1 + alpha);
    mix.forEach((channel, side) => {
      const state = this.states[side] as Float64Array;
      let [s1 = 0, s2 = 0] = state;
      for (let i = from; i < to; i++) {
        const x = channel[i] as number;
        const y = b * x + s1;
        s1 = -2 * b * x - a1 * y + s2;
        s2 = b * x - a2 * y;
        channel[i] = y;
      }
      state.set([s1, s2]);
    });
  }
}
