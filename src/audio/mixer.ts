import { nearest, SAMPLE_RATE_HZ, type Bank, type BankSample } from "./bank";
import type { Voice } from "./voices";

/** Left and right. */
export type Stereo = readonly [left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>];

/** What is heard at once, and what goes to the room. */
export interface Mix {
  readonly dry: Stereo;
  readonly send: Float32Array<ArrayBuffer>;
}

export function silence(sec: number): Mix {
  const frames = Math.ceil(sec * SAMPLE_RATE_HZ);
  return {
    dry: [new Float32Array(frames), new Float32Array(frames)],
    send: new Float32Array(frames),
  };
}

/** A fade this long ends a note whose instrument does not release, so that the cut is not heard. */
const SHORTEST_RELEASE_SEC = 0.01;
/** The attack's fade: under it a sample cut mid-wave would click. */
const SHORTEST_ATTACK_FRAMES = 32;
/** Vibrato is set anew this often, and comes in over this long. */
const VIBRATO_FRAMES = 64;
const VIBRATO_RISE_SEC = 0.5;

/**
 * Adds one note to the mix: the nearest sample played at the speed that makes its pitch (linear
 * interpolation), held for the note's length, then fading exponentially; panned at equal power.
 */
export function addVoice(into: Mix, voice: Voice, bank: Bank): void {
  const source = nearest(bank, voice.pitch);
  const { samples } = source;
  const [left, right] = into.dry;
  const shape = shapeOf(voice, bank, source);
  const angle = ((voice.pan + 1) * Math.PI) / 4;
  const level = voice.level * bank.gain;
  const toLeft = Math.cos(angle) * level;
  const toRight = Math.sin(angle) * level;
  const toSend = voice.send * level;
  const start = Math.round(voice.startSec * SAMPLE_RATE_HZ);
  const frames = Math.min(shape.frames, left.length - start);
  const loop = bank.looped ? samples.length : 0;
  let { speed } = shape;
  let envelope = 1;
  // Loops begin where chance would have them, lest the notes of a chord all be in phase.
  let at = loop === 0 ? 0 : (start * 7 + voice.pitch * 1_009) % (loop - 1);
  for (let i = 0; i < frames; i++) {
    const whole = at | 0;
    const a = samples[whole] as number;
    const b = whole + 1 === loop ? (samples[0] as number) : (samples[whole + 1] as number);
    if (i > shape.held) envelope *= shape.decay;
    const risen = i < shape.attack ? i / shape.attack : 1;
    const value = (a + (b - a) * (at - whole)) * envelope * risen;
    const frame = start + i;
    left[frame] = (left[frame] as number) + value * toLeft;
    right[frame] = (right[frame] as number) + value * toRight;
    into.send[frame] = (into.send[frame] as number) + value * toSend;
    at += speed;
    if (loop > 0 && at >= loop) at -= loop;
    if (bank.vibrato && i % VIBRATO_FRAMES === 0) speed = shape.speed * waveAt(bank.vibrato, i);
  }
}

/** How a note goes on in time, in frames. */
interface Shape {
  /** Frames of the sample a frame of the mix. */
  readonly speed: number;
  readonly attack: number;
  readonly held: number;
  readonly decay: number;
  readonly frames: number;
}

function shapeOf(voice: Voice, bank: Bank, { pitch, samples }: BankSample): Shape {
  const struck = voice.instrument === "drums";
  const speed = struck ? 1 : 2 ** ((voice.pitch - pitch) / 12);
  const held = struck ? Infinity : Math.round(voice.durationSec * SAMPLE_RATE_HZ);
  const release = Math.max(SHORTEST_RELEASE_SEC, bank.releaseSec);
  const ringing = held + Math.round(7 * release * SAMPLE_RATE_HZ);
  const recorded = Math.floor((samples.length - 1) / speed);
  return {
    speed,
    attack: Math.max(SHORTEST_ATTACK_FRAMES, (bank.attackSec ?? 0) * SAMPLE_RATE_HZ),
    held,
    decay: Math.exp(-1 / (release * SAMPLE_RATE_HZ)),
    frames: bank.looped ? ringing : Math.min(recorded, ringing),
  };
}

/** The factor of speed a vibrato makes at a frame of the note. */
function waveAt({ cents, hertz }: NonNullable<Bank["vibrato"]>, frame: number): number {
  const sec = frame / SAMPLE_RATE_HZ;
  const depth = (Math.min(1, sec / VIBRATO_RISE_SEC) * cents) / 1_200;
  return 2 ** (depth * Math.sin(2 * Math.PI * hertz * sec));
}
