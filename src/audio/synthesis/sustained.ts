import { seededRandom } from "../../base/random";
import { SAMPLE_RATE_HZ } from "../bank";

/** A tone that lasts as long as it is held. */
export interface SustainedTone {
  readonly hertz: number;
  /** Amplitude of the nth partial, from 1; 0 ends nothing, partials go on to `topHz`. */
  readonly partial: (n: number) => number;
  readonly topHz: number;
  /** How far players or reeds stray from the pitch, in cents; they beat against each other. */
  readonly spreadCents: number;
  /** Lines each partial is spread over; 1 is one steady player. */
  readonly lines: number;
}

/** Length of the loop; every line is a multiple of 1 / this, so that the seam cannot be heard. */
const LOOP_SEC = 2;

/**
 * One loop of a sustained tone, in steps of a line each so that the caller may pause: every partial
 * is a handful of lines around its frequency in random phases, all of them whole numbers of periods
 * in the loop.
 *
 * @returns samples whose end joins their beginning
 * @see Nasca, "PADsynth algorithm", ZynAddSubFX (the same by inverse FFT)
 */
export function* sustained(tone: SustainedTone): Generator<void, Float32Array> {
  const frames = LOOP_SEC * SAMPLE_RATE_HZ;
  const out = new Float32Array(frames);
  const random = seededRandom(Math.round(tone.hertz * 100));
  for (let n = 1; n * tone.hertz < tone.topHz; n++) {
    const amplitude = tone.partial(n) / Math.sqrt(tone.lines);
    if (amplitude < 1e-4) continue;
    for (let line = 0; line < tone.lines; line++) {
      const stray = tone.lines === 1 ? 0 : line / (tone.lines - 1) - 0.5;
      const cents = stray * 2 * tone.spreadCents;
      const cycles = Math.round(n * tone.hertz * 2 ** (cents / 1200) * LOOP_SEC);
      addLine(out, cycles, amplitude, 2 * Math.PI * random());
      yield;
    }
  }
  return out;
}

/** Adds a sine of so many whole periods by turning a phasor. */
function addLine(out: Float32Array, cycles: number, amplitude: number, phase: number): void {
  const step = (2 * Math.PI * cycles) / out.length;
  const [turnRe, turnIm] = [Math.cos(step), Math.sin(step)];
  let [re, im] = [amplitude * Math.cos(phase), amplitude * Math.sin(phase)];
  for (let i = 0; i < out.length; i++) {
    out[i] = (out[i] as number) + im;
    const next = re * turnRe - im * turnIm;
    im = re * turnIm + im * turnRe;
    re = next;
  }
}

/** The pitch that a loop of `sustained` truly has: its fundamental is a whole number of periods. */
export function loopHertz(hertz: number): number {
  return Math.round(hertz * LOOP_SEC) / LOOP_SEC;
}
