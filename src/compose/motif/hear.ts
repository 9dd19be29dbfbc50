import { median, trackPitch, type PitchFrame } from "./track";

/** A note heard in a recording. */
export interface HeardNote {
  /** MIDI note number. */
  readonly pitch: number;
  readonly startSec: number;
  readonly durationSec: number;
  /** How sure this is the note that was meant, 0–1. */
  readonly confidence: number;
}

/** A note moves on when the voice leaves it by more than this many semitones … */
const STEP = 0.65;
/** … for this long; less is a slide or a tremble. */
const STEP_SEC = 0.05;
/** A silence shorter than this is a consonant inside a note. */
const GAP_SEC = 0.04;
const SHORTEST_SEC = 0.075;
/** A note sung again on its pitch dips this deep, against both sides, within this time. */
const DIP_DB = 5;
const DIP_SEC = 0.12;
/** Longest recording that is listened to. */
const LONGEST_SEC = 60;

interface Stretch {
  readonly from: number;
  /** Behind the last frame. */
  readonly to: number;
}

/**
 * The notes of a hummed, sung or whistled tune. People keep their steps better than their tuning
 * fork: the tuning that fits all notes best is found first, and pitches are read against it.
 *
 * @param samples  mono, −1 to 1; what comes after a minute is not heard
 * @param rateHz   samples a second, 8,000–192,000
 * @throws RangeError when the rate is out of its range
 */
export function hear(samples: Float32Array, rateHz: number): readonly HeardNote[] {
  if (!(rateHz >= 8_000 && rateHz <= 192_000))
    throw new RangeError(`${rateHz} Hz is no rate of sound`);
  const { frames, hopSec } = trackPitch(samples.subarray(0, LONGEST_SEC * rateHz), rateHz);
  const found = sungStretches(frames, hopSec)
    .flatMap((stretch) => steadyStretches(frames, stretch, hopSec))
    .flatMap((stretch) => dipped(frames, stretch, hopSec))
    .filter(({ from, to }) => (to - from) * hopSec >= SHORTEST_SEC);
  const centres = found.map((stretch) => centreOf(frames, stretch));
  const tuning = tuningOf(
    centres,
    found.map(({ from, to }) => to - from),
  );
  return found.map((stretch, i) => {
    const exact = (centres[i] as number) - tuning;
    const pitch = Math.round(exact);
    return {
      pitch,
      startSec: stretch.from * hopSec,
      durationSec: (stretch.to - stretch.from) * hopSec,
      confidence: confidenceOf(frames.slice(stretch.from, stretch.to), Math.abs(exact - pitch)),
    };
  });
}

/** Stretches with a pitch, short gaps closed. */
function sungStretches(frames: readonly PitchFrame[], hopSec: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  frames.forEach(({ pitch }, i) => {
    if (pitch === 0) return;
    const last = stretches.at(-1);
    if (last !== undefined && (i - last.to) * hopSec < GAP_SEC) {
      stretches[stretches.length - 1] = { from: last.from, to: i + 1 };
    } else stretches.push({ from: i, to: i + 1 });
  });
  return stretches;
}

/** Cuts a stretch where the voice settles on another pitch. */
function steadyStretches(
  frames: readonly PitchFrame[],
  { from, to }: Stretch,
  hopSec: number,
): readonly Stretch[] {
  const settled = Math.ceil(STEP_SEC / hopSec);
  const pitchAt = (i: number) => (frames[i] as PitchFrame).pitch;
  const cut: Stretch[] = [];
  let start = from;
  let held: number[] = [];
  for (let i = from; i < to; i++) {
    if (pitchAt(i) === 0) continue;
    const centre = median(held.slice(-12));
    if (held.length > 0 && leaves(frames.slice(i, Math.min(to, i + settled)), centre)) {
      cut.push({ from: start, to: i });
      start = i;
      held = [];
    }
    held.push(pitchAt(i));
  }
  cut.push({ from: start, to });
  return withoutSlides(cut, hopSec);
}

function leaves(next: readonly PitchFrame[], centre: number): boolean {
  const heard = next.filter(({ pitch }) => pitch > 0);
  return heard.length > 0 && heard.every(({ pitch }) => Math.abs(pitch - centre) > STEP);
}

/** What is too short to be a note belongs to the note it slides into. */
function withoutSlides(cut: readonly Stretch[], hopSec: number): readonly Stretch[] {
  const kept: Stretch[] = [];
  let slideFrom: number | undefined;
  for (const { from, to } of cut) {
    if ((to - from) * hopSec < SHORTEST_SEC) slideFrom ??= from;
    else {
      kept.push({ from: slideFrom ?? from, to });
      slideFrom = undefined;
    }
  }
  return kept;
}

/** Cuts a steady stretch where the voice lets go and sings the same pitch again. */
function dipped(
  frames: readonly PitchFrame[],
  { from, to }: Stretch,
  hopSec: number,
): readonly Stretch[] {
  const reach = Math.round(DIP_SEC / hopSec);
  const least = Math.round(SHORTEST_SEC / hopSec);
  const levelAt = (i: number) => (frames[i] as PitchFrame).levelDb;
  const loudest = (a: number, b: number) => {
    let most = -Infinity;
    for (let i = Math.max(from, a); i < Math.min(to, b); i++) most = Math.max(most, levelAt(i));
    return most;
  };
  const cut: Stretch[] = [];
  let start = from;
  for (let i = from + least; i < to - least; i++) {
    const isLowest = levelAt(i) <= levelAt(i - 1) && levelAt(i) < levelAt(i + 1);
    const deep = Math.min(loudest(i - reach, i), loudest(i + 1, i + 1 + reach)) - levelAt(i);
    if (!isLowest || deep < DIP_DB || i - start < least) continue;
    cut.push({ from: start, to: i });
    start = i;
  }
  return [...cut, { from: start, to }];
}

/** The median of a note's middle: its beginning slides in, its end falls away. */
function centreOf(frames: readonly PitchFrame[], { from, to }: Stretch): number {
  const quarter = Math.floor((to - from) / 4);
  const middle = frames.slice(from + quarter, to - quarter);
  return median(middle.flatMap(({ pitch }) => (pitch > 0 ? [pitch] : [])));
}

/** How far the whole tune is off the tempered pitches, −0.5 to 0.5 semitones: a circular mean. */
function tuningOf(centres: readonly number[], weights: readonly number[]): number {
  let x = 0;
  let y = 0;
  centres.forEach((centre, i) => {
    x += (weights[i] as number) * Math.cos(2 * Math.PI * centre);
    y += (weights[i] as number) * Math.sin(2 * Math.PI * centre);
  });
  return Math.atan2(y, x) / (2 * Math.PI);
}

/** Clear, steady and near a tempered pitch: the product of the three, each 0–1. */
function confidenceOf(frames: readonly PitchFrame[], off: number): number {
  const sung = frames.filter(({ pitch }) => pitch > 0);
  const centre = median(sung.map(({ pitch }) => pitch));
  const spread = sung.reduce((sum, { pitch }) => sum + Math.abs(pitch - centre), 0) / sung.length;
  const clarity = sung.reduce((sum, each) => sum + each.clarity, 0) / sung.length;
  const clear = Math.min(1, Math.max(0, (clarity - 0.7) / 0.25));
  return clear * Math.max(0, 1 - spread) * (1 - off);
}
