import { SAMPLE_RATE_HZ } from "./bank";
import type { Mix } from "./mixer";

/** Delays of the combs in frames at 44.1 kHz, mutually prime; the right channel's are longer. */
const COMBS = [1557, 1617, 1491, 1422];
const ALLPASSES = [225, 556];
const STEREO_SPREAD = 23;
/** −60 dB after this long: a living room, not a hall. */
const DECAY_SEC = 1.1;
const DAMPING = 0.35;
const WET = 0.11;
/** Lows stay out of the room: there they would only be mud. */
const LOW_CUT_HZ = 240;

/**
 * A small room: four damped combs in parallel, then two all-passes, a side.
 * Keeps its state between blocks, so that a long mix is done piece by piece.
 *
 * @see Schroeder, "Natural sounding artificial reverberation", JAES 1962; Moorer 1979 (damping)
 */
export class Room {
  private readonly sides = [0, STEREO_SPREAD].map((spread) => ({
    combs: COMBS.map((delay) => new Comb(delay + spread)),
    allpasses: ALLPASSES.map((delay) => new Allpass(delay + spread)),
  }));
  private low = 0;

  /** Adds the room's answer to what was sent to it in frames `from` to `to`, to what is heard. */
  process({ dry, send }: Mix, from: number, to: number): void {
    const sent = send.slice(from, to);
    const keep = 1 - Math.exp((-2 * Math.PI * LOW_CUT_HZ) / SAMPLE_RATE_HZ);
    for (let i = 0; i < sent.length; i++) {
      this.low += keep * ((sent[i] as number) - this.low);
      sent[i] = (sent[i] as number) - this.low;
    }
    this.sides.forEach(({ combs, allpasses }, side) => {
      const wet = new Float32Array(sent.length);
      for (const comb of combs) comb.add(sent, wet);
      for (const allpass of allpasses) allpass.pass(wet);
      const channel = dry[side] as Float32Array;
      for (let i = 0; i < wet.length; i++) {
        channel[from + i] = (channel[from + i] as number) + (wet[i] as number) * WET;
      }
    });
  }
}

class Comb {
  private readonly buffer: Float32Array;
  private readonly feedback: number;
  private at = 0;
  private low = 0;

  constructor(delay: number) {
    this.buffer = new Float32Array(delay);
    this.feedback = 10 ** ((-3 * delay) / (DECAY_SEC * SAMPLE_RATE_HZ));
  }

  add(dry: Float32Array, wet: Float32Array): void {
    const { buffer, feedback } = this;
    let { at, low } = this;
    for (let i = 0; i < dry.length; i++) {
      const out = buffer[at] as number;
      low = out * (1 - DAMPING) + low * DAMPING;
      buffer[at] = (dry[i] as number) + low * feedback;
      if (++at === buffer.length) at = 0;
      wet[i] = (wet[i] as number) + out;
    }
    this.at = at;
    this.low = low;
  }
}

class Allpass {
  private readonly buffer: Float32Array;
  private at = 0;

  constructor(delay: number) {
    this.buffer = new Float32Array(delay);
  }

  pass(wet: Float32Array): void {
    const { buffer } = this;
    let { at } = this;
    for (let i = 0; i < wet.length; i++) {
      const stored = buffer[at] as number;
      const input = wet[i] as number;
      buffer[at] = input + stored * 0.5;
      if (++at === buffer.length) at = 0;
      wet[i] = stored - input * 0.5;
    }
    this.at = at;
  }
}
