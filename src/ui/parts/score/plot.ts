import { barCounts } from "../../../music/bar-count";
import { writtenTicks } from "../../../music/bars";
import type { Score } from "../../../music/score";
import { pitchName } from "../../../music/spelling";
import { pitchRange } from "./roll";

export interface PlotSize {
  readonly width: number;
  readonly height: number;
  /** Room for the names of notes at the left, and of bars below. */
  readonly left: number;
  readonly bottom: number;
}

export interface Plot {
  /** Level strokes, one a note, joined where they follow each other without a rest. */
  readonly line: string;
  readonly bars: readonly {
    readonly x: number;
    readonly number: number;
    readonly named: boolean;
  }[];
  /** Heights of the lowest and highest note, and of the tonic between them. */
  readonly pitches: readonly { readonly y: number; readonly name: string }[];
  /** Left edge of a written tick. */
  readonly x: (tick: number) => number;
}

/** Pitch over time as written: steps for the notes, gaps for the rests, upright lines for the bars. */
export function plotOf(score: Score, size: PlotSize): Plot {
  const notes = score.parts[0]?.notes ?? [];
  const { lowest, highest } = pitchRange(notes, 8);
  const total = Math.max(1, writtenTicks(score));
  const inner = size.width - size.left;
  const rise = (size.height - size.bottom) / (highest - lowest + 1);
  const x = (tick: number): number => size.left + (inner * tick) / total;
  const y = (pitch: number): number => (highest - pitch + 0.5) * rise;
  const strokes = notes.map((note, i) => {
    const before = notes[i - 1];
    const joined = before !== undefined && before.tick + before.duration >= note.tick;
    const start = `${round(x(note.tick))} ${round(y(note.pitch))}`;
    return `${joined ? "L" : "M"}${start}H${round(x(note.tick + note.duration))}`;
  });
  return { line: strokes.join(""), bars: barsOf(score, x, inner), pitches: pitchesOf(score, y), x };
}

/** Every bar has its line, a pickup is number 0; so many have a number as there is room for, never closer than 28 px. */
function barsOf(score: Score, x: (tick: number) => number, inner: number): Plot["bars"] {
  const room = Math.max(1, Math.floor(inner / 28));
  const step = [1, 2, 4, 8, 16, 32, 64].find((s) => score.bars.length / s <= room) ?? 128;
  const counts = barCounts(score);
  return score.bars.map((bar, i) => {
    const { number = 0, pickup = false } = counts[i] ?? {};
    return { x: x(bar.tick), number, named: !pickup && (number - 1) % step === 0 };
  });
}

function pitchesOf(score: Score, y: (pitch: number) => number): Plot["pitches"] {
  const own = (score.parts[0]?.notes ?? []).map((note) => note.pitch);
  if (own.length === 0) return [];
  const low = own.reduce((a, b) => Math.min(a, b));
  const high = own.reduce((a, b) => Math.max(a, b));
  const marks = [low, high];
  for (let pitch = low + 2; pitch <= high - 2; pitch++) {
    const name = pitchName(pitch, score.key).replace(/-?\d+$/, "");
    if (name === score.key.tonic) marks.push(pitch);
  }
  return [...new Set(marks)].map((pitch) => ({ y: y(pitch), name: pitchName(pitch, score.key) }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
