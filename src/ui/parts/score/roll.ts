import { barTicks, beatTicks } from "../../../music/bars";
import { pitchClassOf } from "../../../music/key";
import type { Pitch, Score, Ticks } from "../../../music/score";
import { ticksToSec } from "../../../music/tempo";
import { unfold, type PlayedBar } from "../../../music/unfold";

export interface RollNote {
  readonly pitch: Pitch;
  readonly fromSec: number;
  readonly toSec: number;
  /** Of the first part, the melody. */
  readonly lead: boolean;
}

/** What a piano roll draws: everything pitched as it sounds, repeats played, in seconds. */
export interface Roll {
  readonly lengthSec: number;
  /** By start, then pitch. */
  readonly notes: readonly RollNote[];
  /** Sounding bars with their written number from 1; a pickup is 0. */
  readonly bars: readonly { readonly number: number; readonly sec: number }[];
  readonly beats: readonly number[];
  readonly low: Pitch;
  readonly high: Pitch;
  /** The tonic in every octave from `low` to `high`. */
  readonly tonics: readonly Pitch[];
}

export function rollOf(score: Score): Roll {
  const { bars, parts, duration } = unfold(score);
  const sec = (ticks: Ticks): number => ticksToSec(ticks, score.bpm);
  const full = barTicks(score.meter);
  const pickup = (score.bars[0]?.duration ?? full) < full ? 1 : 0;
  const notes = parts.flatMap(({ instrument, notes: own }, part): RollNote[] =>
    instrument === "drums"
      ? []
      : own.map(({ pitch, tick, duration: length }) => ({
          pitch,
          fromSec: sec(tick),
          toSec: sec(tick + length),
          lead: part === 0,
        })),
  );
  notes.sort((a, b) => a.fromSec - b.fromSec || a.pitch - b.pitch);
  const [low, high] = pitchSpan(notes.map((note) => note.pitch));
  const tonic = pitchClassOf(score.key.tonic);
  return {
    lengthSec: sec(duration),
    notes,
    bars: bars.map(({ bar, tick }) => ({ number: bar + 1 - pickup, sec: sec(tick) })),
    beats: bars.flatMap((bar) => beatsOf(bar, beatTicks(score.meter), full)).map(sec),
    low,
    high,
    tonics: Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
      (pitch) => pitch % 12 === tonic,
    ),
  };
}

/** Lowest and highest pitch; an octave from middle C where there is none. */
export function pitchSpan(pitches: readonly Pitch[]): readonly [low: Pitch, high: Pitch] {
  if (pitches.length === 0) return [60, 72];
  const low = pitches.reduce((least, pitch) => Math.min(least, pitch));
  const high = pitches.reduce((most, pitch) => Math.max(most, pitch));
  return [low, high];
}

/** A bar's beats; those of a piece's pickup are counted back from the bar line. */
function beatsOf({ bar, tick, duration }: PlayedBar, beat: Ticks, full: Ticks): Ticks[] {
  const shift = bar === 0 && duration < full ? duration % beat : 0;
  const beats = shift > 0 ? [tick] : [];
  for (let at = shift; at < duration; at += beat) beats.push(tick + at);
  return beats;
}

/** What sounds at a time, in the order of the roll. */
export function soundingAt(notes: readonly RollNote[], sec: number): readonly RollNote[] {
  return notes.filter((note) => note.fromSec <= sec && sec < note.toSec);
}

/** Within this of a mark, going back means the one before it: the music moves on while one presses. */
const JUST_PASSED_SEC = 0.2;

/** The next mark after a time (`by` 1) or the one before it (−1); the outermost where there is none. */
export function markAway(marks: readonly number[], sec: number, by: 1 | -1): number {
  const found =
    by === 1
      ? (marks.find((mark) => mark > sec + 1e-6) ?? marks.at(-1))
      : (marks.findLast((mark) => mark < sec - JUST_PASSED_SEC) ?? marks[0]);
  return found ?? 0;
}
