import { SAMPLE_RATE_HZ } from "../bank";
import { faded } from "./noise";

/** A partial of a struck bar or tine. */
export interface StruckMode {
  /** Frequency against the fundamental's. */
  readonly ratio: number;
  readonly amplitude: number;
  /** Time constant. */
  readonly decaySec: number;
}

/** Decaying sines, set off at once: a bar, a bell, a block. */
export function struck(hertz: number, sec: number, modes: readonly StruckMode[]): Float32Array {
  const out = new Float32Array(Math.round(sec * SAMPLE_RATE_HZ));
  for (const { ratio, amplitude, decaySec } of modes) {
    if (hertz * ratio > SAMPLE_RATE_HZ / 2.2) continue;
    const step = (2 * Math.PI * hertz * ratio) / SAMPLE_RATE_HZ;
    const fall = Math.exp(-1 / (decaySec * SAMPLE_RATE_HZ));
    const [turnRe, turnIm] = [fall * Math.cos(step), fall * Math.sin(step)];
    let [re, im] = [amplitude, 0];
    for (let i = 0; i < out.length; i++) {
      out[i] = (out[i] as number) + im;
      const next = re * turnRe - im * turnIm;
      im = re * turnIm + im * turnRe;
      re = next;
    }
  }
  return faded(out, Math.round(0.05 * SAMPLE_RATE_HZ));
}

/**
 * A tine over a pickup: one sine bends another's phase, the less the longer it rings.
 * @see Chowning, "The synthesis of complex audio spectra by means of frequency modulation", JAES 1973
 */
export function tine(hertz: number, sec: number): Float32Array {
  const step = (2 * Math.PI * hertz) / SAMPLE_RATE_HZ;
  const sound = Float32Array.from({ length: Math.round(sec * SAMPLE_RATE_HZ) }, (_, i) => {
    const t = i / SAMPLE_RATE_HZ;
    const bend = 1.3 * Math.exp(-t / 0.35) + 0.15;
    const bell = 0.12 * Math.exp(-t / 0.06) * Math.sin(7 * step * i);
    return Math.exp(-t / 0.9) * (Math.sin(step * i + bend * Math.sin(step * i)) + bell);
  });
  return faded(sound, Math.round(0.1 * SAMPLE_RATE_HZ));
}
