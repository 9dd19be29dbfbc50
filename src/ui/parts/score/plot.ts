import { writtenTicks } from "../../../music/bars";
import type { Pitch, Score } from "../../../music/score";
import { pitchSpan } from "./roll";

/** The box that a melody is drawn in, in px, and the pitches at its bottom and top. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly range: readonly [low: Pitch, high: Pitch];
}

/** Lowest and highest note of the melodies of all scores that are drawn on one scale. */
export function rangeOf(scores: readonly Score[]): PlotFrame["range"] {
  return pitchSpan(scores.flatMap(({ parts }) => (parts[0]?.notes ?? []).map((n) => n.pitch)));
}

/** Distance of a pitch from the top; a range of one pitch lies in the middle. */
export function heightOf(pitch: Pitch, { height, range: [low, high] }: PlotFrame): number {
  return high > low ? round(((high - pitch) / (high - low)) * height) : height / 2;
}

/** The melody as written: level strokes for notes, upright joins where one follows at another pitch. */
export function melodyPaths(
  score: Score,
  frame: PlotFrame,
): { readonly held: string; readonly joins: string } {
  const notes = score.parts[0]?.notes ?? [];
  const x = placeOf(score, frame);
  const y = (pitch: Pitch): number => heightOf(pitch, frame);
  const joins = notes.map((note, i) => {
    const before = notes[i - 1];
    const follows = before !== undefined && before.tick + before.duration >= note.tick;
    if (!follows || before.pitch === note.pitch) return "";
    return `M${x(note.tick)} ${y(before.pitch)}V${y(note.pitch)}`;
  });
  const held = notes.map(
    (note) => `M${x(note.tick)} ${y(note.pitch)}H${x(note.tick + note.duration)}`,
  );
  return { held: held.join(""), joins: joins.join("") };
}

/** Upright lines between bars; those at repeats and ends of sections apart. */
export function barLines(
  score: Score,
  frame: PlotFrame,
): { readonly bars: string; readonly sections: string } {
  const x = placeOf(score, frame);
  const lines = { bars: "", sections: "" };
  score.bars.slice(1).forEach((bar, i) => {
    const before = score.bars[i];
    const section = before?.repeatEnd || before?.sectionEnd || bar.repeatStart;
    lines[section ? "sections" : "bars"] += `M${Math.round(x(bar.tick)) + 0.5} 0V${frame.height}`;
  });
  return lines;
}

/** Left edge of a written tick. */
export function placeOf(score: Score, { width }: PlotFrame): (tick: number) => number {
  const total = Math.max(1, writtenTicks(score));
  return (tick) => round((width * tick) / total);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
