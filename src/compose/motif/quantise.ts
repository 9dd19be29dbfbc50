import { estimateKey } from "../../features/key";
import { barTicks, beatTicks } from "../../music/bars";
import { TICKS_PER_QUARTER, type Key, type Meter, type Note, type Score } from "../../music/score";
import type { HeardNote } from "./hear";

export interface MotifSetting {
  /** Quarter notes a minute, 40–220; found if left out. */
  readonly bpm?: number;
  readonly meter: Meter;
  /** Found if left out. */
  readonly key?: Key;
}

const TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"] as const;
/** Usual tempo, and how far from it a tempo becomes half as likely, in octaves. */
const USUAL_BPM = 104;
const SPREAD_OCTAVES = 0.7;
const VELOCITY = 80;
/** A gap up to this many beats is breath, and the note before is written through it. */
const BREATH_BEATS = 0.6;
const MOST_BARS = 64;

/**
 * Heard notes as a score: onsets on the grid of eighths (of sixteenths, where they are quick), the
 * first on the first beat, and as many bars as it takes.
 *
 * @returns a score of one part, of one empty bar where there are no notes
 */
export function quantise(notes: readonly HeardNote[], setting: MotifSetting): Score {
  const { meter } = setting;
  const bpm = setting.bpm ?? tempoOf(notes);
  const key = setting.key ?? keyOf(notes);
  const ticksPerSec = (bpm / 60) * TICKS_PER_QUARTER;
  const written = fitted(notes, ticksPerSec, meter);
  const last = written.at(-1);
  const full = barTicks(meter);
  const count =
    last === undefined ? 1 : Math.min(MOST_BARS, Math.ceil((last.tick + last.duration) / full));
  return {
    title: "",
    key,
    meter,
    bpm,
    bars: Array.from({ length: count }, (_, i) => ({ tick: i * full, duration: full })),
    parts: [
      {
        name: "melody",
        instrument: "piano",
        notes: written.filter(({ tick, duration }) => tick + duration <= count * full),
      },
    ],
    chords: [],
  };
}

/** Places onsets on the grid, each later than the one before, and gives every note its length. */
function fitted(notes: readonly HeardNote[], ticksPerSec: number, meter: Meter): readonly Note[] {
  const origin = notes[0]?.startSec ?? 0;
  const onsets = notes.map(({ startSec }) => (startSec - origin) * ticksPerSec);
  const eighth = TICKS_PER_QUARTER / 2;
  const quick = onsets.slice(1).some((onset, i) => onset - (onsets[i] as number) < 0.75 * eighth);
  const grid = quick ? eighth / 2 : eighth;
  let earliest = 0;
  const ticks = onsets.map((onset) => {
    const tick = Math.max(earliest, grid * Math.round(onset / grid));
    earliest = tick + grid;
    return tick;
  });
  return notes.map(({ pitch, durationSec }, i): Note => {
    const tick = ticks[i] as number;
    const sung = Math.max(grid, grid * Math.round((durationSec * ticksPerSec) / grid));
    const next = ticks[i + 1];
    if (next === undefined) return { pitch, tick, duration: sung, velocity: VELOCITY };
    const rest = next - tick - sung;
    const joins = rest <= BREATH_BEATS * beatTicks(meter);
    return { pitch, tick, duration: joins ? next - tick : sung, velocity: VELOCITY };
  });
}

/**
 * The tempo, in quarter notes a minute, whose eighths the onsets come nearest to, weighed against
 * how usual it is; 104 where there are too few notes to tell.
 */
export function tempoOf(notes: readonly HeardNote[]): number {
  const steps = notes
    .slice(1)
    .map(({ startSec }, i) => startSec - (notes[i] as HeardNote).startSec);
  if (steps.length < 2) return USUAL_BPM;
  let best = { bpm: USUAL_BPM, cost: Infinity };
  for (let bpm = 60; bpm <= 180; bpm++) {
    const eighth = 30 / bpm;
    const off = steps.map((step) => {
      const eighths = Math.max(1, Math.round(step / eighth));
      return Math.min(1, Math.abs(step / eighth - eighths) / Math.sqrt(eighths));
    });
    const misfit = off.reduce((sum, each) => sum + each * each, 0) / off.length;
    const unusual = (Math.log2(bpm / USUAL_BPM) / SPREAD_OCTAVES) ** 2;
    const cost = misfit / 0.02 + unusual;
    if (cost < best.cost) best = { bpm, cost };
  }
  return best.bpm;
}

/** The key that the notes fit best by how long each sounds; the last note counts twice. */
function keyOf(notes: readonly HeardNote[]): Key {
  const chroma = new Float64Array(12);
  notes.forEach(({ pitch, durationSec }, i) => {
    const place = ((pitch % 12) + 12) % 12;
    chroma[place] = (chroma[place] as number) + durationSec * (i === notes.length - 1 ? 2 : 1);
  });
  const found = estimateKey(chroma);
  if (found === undefined) return { tonic: "C", mode: "major" };
  return { tonic: TONICS[found.tonic] as string, mode: found.mode };
}
