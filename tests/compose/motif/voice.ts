import { seededRandom } from "../../../src/base/random";

/** A note to sing: MIDI pitch, start and length in seconds. */
export type Sung = readonly [pitch: number, startSec: number, durationSec: number];

export interface Manner {
  /** Off the tempered pitches, in semitones. */
  readonly tuning?: number;
  /** Depth of the vibrato in semitones, 5.5 a second. */
  readonly vibrato?: number;
  /** Time a note takes to slide in from the one before, in seconds. */
  readonly slide?: number;
  /** Amplitude of the breath and the room. */
  readonly noise?: number;
  /** Amplitudes of the overtones, the fundamental first; a whistle has one. */
  readonly overtones?: readonly number[];
}

export const RATE_HZ = 22_050;
const HUM = [1, 0.6, 0.35, 0.2, 0.12, 0.08];

/** A made-up voice: harmonic tones with slides, vibrato and noise, −1 to 1. */
export function sing(notes: readonly Sung[], manner: Manner = {}): Float32Array {
  const { tuning = 0, vibrato = 0, slide = 0, noise = 0, overtones = HUM } = manner;
  const end = Math.max(...notes.map(([, start, duration]) => start + duration)) + 0.2;
  const samples = new Float32Array(Math.ceil(end * RATE_HZ));
  const random = seededRandom("breath");
  const sum = overtones.reduce((a, b) => a + b, 0);
  notes.forEach(([pitch, start, duration], n) => {
    const before = notes[n - 1]?.[0] ?? pitch;
    let phase = 0;
    for (let i = 0; i < duration * RATE_HZ; i++) {
      const sec = i / RATE_HZ;
      const slid = slide > 0 ? Math.min(1, sec / slide) : 1;
      const trembling = vibrato * Math.sin(2 * Math.PI * 5.5 * sec);
      const midi = before + (pitch - before) * slid + tuning + trembling;
      phase += (2 * Math.PI * 440 * 2 ** ((midi - 69) / 12)) / RATE_HZ;
      const envelope = Math.min(1, sec / 0.03, (duration - sec) / 0.05);
      const at = Math.floor(start * RATE_HZ) + i;
      const tone = overtones.reduce(
        (total, gain, k) => total + gain * Math.sin((k + 1) * phase),
        0,
      );
      samples[at] = (samples[at] as number) + (0.4 * envelope * tone) / sum;
    }
  });
  return samples.map((value) => value + noise * (2 * random() - 1));
}
