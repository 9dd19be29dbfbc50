import { PitchDetector } from "pitchy";

/** What sounds at one moment. */
export interface PitchFrame {
  /** MIDI pitch with its fraction; 0 where nothing sings. */
  readonly pitch: number;
  /** How plainly periodic the sound is, 0–1. */
  readonly clarity: number;
  /** Level in dB relative to full scale. */
  readonly levelDb: number;
}

export interface PitchTrack {
  readonly frames: readonly PitchFrame[];
  /** From one frame to the next. */
  readonly hopSec: number;
}

/** Long enough for two periods of a low voice (65 Hz), short enough for quick notes. */
const WINDOW_SEC = 0.046;
const HOP_SEC = 0.01;
/** From the lowest bass to the highest whistle. */
const LOWEST_HZ = 65;
const HIGHEST_HZ = 4_200;
/** Under this there is breath and room, no tone. */
const CLEAR = 0.82;
const QUIETEST_DB = -55;
/** What is so much softer than the loudest is the room answering. */
const RANGE_DB = 32;

/**
 * The pitch of one voice or whistle over time, by McLeod's method.
 *
 * @param samples  mono, −1 to 1
 * @param rateHz   samples a second
 * @see McLeod, Wyvill, "A smarter way to find pitch", ICMC 2005
 */
export function trackPitch(samples: Float32Array, rateHz: number): PitchTrack {
  const window = 2 * Math.round((WINDOW_SEC * rateHz) / 2);
  const hop = Math.round(HOP_SEC * rateHz);
  const detector = PitchDetector.forFloat32Array(window);
  const found: PitchFrame[] = [];
  for (let start = 0; start + window <= samples.length; start += hop) {
    const frame = samples.subarray(start, start + window);
    const [hz, clarity] = detector.findPitch(frame, rateHz);
    const sings = clarity >= CLEAR && hz >= LOWEST_HZ && hz <= HIGHEST_HZ;
    found.push({ pitch: sings ? midiOf(hz) : 0, clarity, levelDb: levelOf(frame) });
  }
  const loudest = found.reduce((most, { levelDb }) => Math.max(most, levelDb), -Infinity);
  const floor = Math.max(QUIETEST_DB, loudest - RANGE_DB);
  const frames = found.map((frame) => (frame.levelDb < floor ? { ...frame, pitch: 0 } : frame));
  return { frames: withoutSlips(frames), hopSec: hop / rateHz };
}

/** A frame that differs from both its equal neighbours is a slip of the tracker, often an octave. */
function withoutSlips(frames: readonly PitchFrame[]): readonly PitchFrame[] {
  const REACH = 2;
  return frames.map((frame, i) => {
    if (frame.pitch === 0) return frame;
    const near = frames
      .slice(Math.max(0, i - REACH), i + REACH + 1)
      .flatMap(({ pitch }) => (pitch > 0 ? [pitch] : []));
    return { ...frame, pitch: median(near) };
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function midiOf(hz: number): number {
  return 69 + 12 * Math.log2(hz / 440);
}

function levelOf(frame: Float32Array): number {
  const power = frame.reduce((sum, value) => sum + value * value, 0) / frame.length;
  return 10 * Math.log10(power + 1e-12);
}
