import { barTicks, writtenTicks } from "./bars";
import { standsOnNotes } from "./lyrics";
import type { Bar, Note, Score, Ticks } from "./score";

/** What is wrong with a score, and in which bar, note of a part, or line of a verse. */
export type ScoreProblem =
  | { readonly kind: "no-bars" }
  | { readonly kind: "bars-not-contiguous"; readonly bar: number }
  | { readonly kind: "bar-length"; readonly bar: number; readonly expected: Ticks }
  | { readonly kind: "note-outside"; readonly part: number; readonly note: number }
  | { readonly kind: "note-values"; readonly part: number; readonly note: number }
  | { readonly kind: "notes-not-sorted"; readonly part: number; readonly note: number }
  | { readonly kind: "lyrics"; readonly verse: number; readonly line: number };

/**
 * Every fault of a score. A bar is right when it fills the meter; the first bar of a section may
 * be shorter (a pickup), and a section's last bar may then be short by that pickup, by the next
 * section's, or by the piece's.
 */
export function validate(score: Score): readonly ScoreProblem[] {
  if (score.bars.length === 0) return [{ kind: "no-bars" }];
  return [...contiguity(score.bars), ...barLengths(score), ...notes(score), ...lyrics(score)];
}

/** A stretch of bars between section signs, both ends included. */
export interface Section {
  readonly first: number;
  readonly last: number;
}

/** The sections of a score: they end at `:|`, `||` and `|]` and begin at `|:`. */
export function sections(bars: readonly Bar[]): readonly Section[] {
  const found: Section[] = [];
  let first = 0;
  bars.forEach((bar, i) => {
    const closes = bar.repeatEnd || bar.sectionEnd || bars[i + 1]?.repeatStart;
    if (!closes && i < bars.length - 1) return;
    found.push({ first, last: i });
    first = i + 1;
  });
  return found;
}

function contiguity(bars: readonly Bar[]): ScoreProblem[] {
  let tick = 0;
  return bars.flatMap((bar, i): ScoreProblem[] => {
    const wrong = bar.tick !== tick || !Number.isInteger(bar.duration) || bar.duration <= 0;
    tick = bar.tick + bar.duration;
    return wrong ? [{ kind: "bars-not-contiguous", bar: i }] : [];
  });
}

function barLengths({ bars, meter }: Score): ScoreProblem[] {
  const full = barTicks(meter);
  const length = (bar: number): Ticks => bars[bar]?.duration ?? full;
  const pickup = (bar: number): Ticks => (length(bar) < full ? length(bar) : 0);
  const all = sections(bars);
  return all.flatMap(({ first, last }, s): ScoreProblem[] => {
    const next = all[s + 1];
    const closings = [pickup(first), pickup(0), next === undefined ? 0 : pickup(next.first), 0];
    const problems: ScoreProblem[] = [];
    for (let bar = first; bar <= last; bar++) {
      const right =
        length(bar) === full ||
        (bar === first && first < last && length(bar) < full) ||
        (bar === last && closings.some((short) => length(bar) === full - short));
      if (!right) problems.push({ kind: "bar-length", bar, expected: full });
    }
    return problems;
  });
}

function notes(score: Score): ScoreProblem[] {
  const end = writtenTicks(score);
  return score.parts.flatMap((part, p) =>
    part.notes.flatMap((note, n): ScoreProblem[] => {
      if (!sane(note)) return [{ kind: "note-values", part: p, note: n }];
      if (note.tick + note.duration > end) return [{ kind: "note-outside", part: p, note: n }];
      const before = part.notes[n - 1];
      const sorted =
        before === undefined ||
        before.tick < note.tick ||
        (before.tick === note.tick && before.pitch <= note.pitch);
      return sorted ? [] : [{ kind: "notes-not-sorted", part: p, note: n }];
    }),
  );
}

/** A line is right when it has syllables, on notes of the first part, after those before it. */
function lyrics(score: Score): ScoreProblem[] {
  const onsets = new Set(score.parts[0]?.notes.map((note) => note.tick));
  return (score.lyrics ?? []).flatMap((verse, v) => {
    let after = -1;
    return verse.lines.flatMap((line, l): ScoreProblem[] => {
      const right = line.length > 0 && standsOnNotes(line, onsets, after);
      const last = line.at(-1);
      after = last?.until ?? last?.tick ?? after;
      return right ? [] : [{ kind: "lyrics", verse: v, line: l }];
    });
  });
}

function sane({ pitch, tick, duration, velocity }: Note): boolean {
  return (
    [pitch, tick, duration, velocity].every(Number.isInteger) &&
    pitch >= 0 &&
    pitch <= 127 &&
    tick >= 0 &&
    duration > 0 &&
    velocity >= 1 &&
    velocity <= 127
  );
}
