import { nearest, SAMPLE_RATE_HZ, type Bank } from "./bank";
import type { Voice } from "./voices";

/** Left and right. */
export type Stereo = readonly [left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>];

export function silence(sec: number): Stereo {
  const frames = Math.ceil(sec * SAMPLE_RATE_HZ);
  return [new Float32Array(frames), new Float32Array(frames)];
}

/** A fade this long ends a note whose instrument does not release, so that the cut is not heard. */
const SHORTEST_RELEASE_SEC = 0.01;
/** The attack's fade: under it a sample cut mid-wave would click. */
const ATTACK_FRAMES = 32;

/**
 * Adds one note to the mix: the nearest sample played at the speed that makes its pitch (linear
 * interpolation), held for the note's length, then fading exponentially; panned at equal power.
 */
export function addVoice(into: Stereo, voice: Voice, bank: Bank): void {
  const source = nearest(bank, voice.pitch);
  const speed = voice.instrument === "drums" ? 1 : 2 ** ((voice.pitch - source.pitch) / 12);
  const angle = ((voice.pan + 1) * Math.PI) / 4;
  const left = Math.cos(angle) * voice.level * bank.gain;
  const right = Math.sin(angle) * voice.level * bank.gain;
  const start = Math.round(voice.startSec * SAMPLE_RATE_HZ);
  const held =
    voice.instrument === "drums" ? Infinity : Math.round(voice.durationSec * SAMPLE_RATE_HZ);
  const release = Math.max(SHORTEST_RELEASE_SEC, bank.releaseSec);
  const decay = Math.exp(-1 / (release * SAMPLE_RATE_HZ));
  const ringing = Math.round(7 * release * SAMPLE_RATE_HZ);
  const available = Math.floor((source.samples.length - 1) / speed);
  const frames = Math.min(available, held + ringing, into[0].length - start);
  let envelope = 1;
  for (let i = 0; i < frames; i++) {
    const at = i * speed;
    const whole = at | 0;
    const a = source.samples[whole] as number;
    const value = a + ((source.samples[whole + 1] as number) - a) * (at - whole);
    if (i > held) envelope *= decay;
    const faded = i < ATTACK_FRAMES ? (value * i) / ATTACK_FRAMES : value * envelope;
    const frame = start + i;
    into[0][frame] = (into[0][frame] as number) + faded * left;
    into[1][frame] = (into[1][frame] as number) + faded * right;
  }
}
