import { melodyLine } from "../../music/melody-line";
import type { Bar, Note, Pitch, Score, Ticks } from "../../music/score";
import { heads, isHead } from "./duration";

/** What is written in a bar, in order: a note head or a rest, with what stands at it. */
export interface Glyph {
  readonly tick: Ticks;
  readonly duration: Ticks;
  /** Absent in a rest. */
  readonly pitch?: Pitch;
  /** Tied to the next glyph. */
  readonly tied: boolean;
  /** Chord symbols over it. */
  readonly symbols: readonly string[];
  /** Number of glyphs of the triplet that opens here. */
  readonly triplet?: number;
  readonly inTriplet?: boolean;
}

/** The glyphs of each bar of a score's first part. */
export function planBars(score: Score): readonly (readonly Glyph[])[] {
  const notes = melodyLine(score.parts[0]?.notes ?? []);
  let from = 0;
  return score.bars.map((bar) => {
    while (from < notes.length && ends(notes[from] as Note) <= bar.tick) from++;
    const within: Note[] = [];
    for (let i = from; i < notes.length && (notes[i] as Note).tick < bar.tick + bar.duration; i++) {
      within.push(notes[i] as Note);
    }
    const symbols = score.chords.filter(
      (c) => c.tick >= bar.tick && c.tick < bar.tick + bar.duration,
    );
    const pieces = spans(bar, within).flatMap((span) =>
      cut(
        span,
        symbols.map((c) => c.tick),
      ),
    );
    return intoHeads(withTriplets(pieces)).map((glyph) => ({
      ...glyph,
      symbols: symbols.filter((c) => c.tick === glyph.tick).map((c) => c.symbol),
    }));
  });
}

/** The bar as notes and rests without gaps; a note that goes on past the bar line is tied. */
function spans(bar: Bar, notes: readonly Note[]): Glyph[] {
  const barEnd = bar.tick + bar.duration;
  const found: Glyph[] = [];
  let tick = bar.tick;
  for (const note of notes) {
    const start = Math.max(note.tick, bar.tick);
    if (start > tick) found.push({ tick, duration: start - tick, tied: false, symbols: [] });
    tick = Math.min(ends(note), barEnd);
    found.push({
      tick: start,
      duration: tick - start,
      pitch: note.pitch,
      tied: ends(note) > barEnd,
      symbols: [],
    });
  }
  if (tick < barEnd) found.push({ tick, duration: barEnd - tick, tied: false, symbols: [] });
  return found;
}

/** Splits a glyph where a chord symbol must stand inside it. */
function cut(glyph: Glyph, ticks: readonly Ticks[]): Glyph[] {
  const end = glyph.tick + glyph.duration;
  const at = ticks.find((tick) => tick > glyph.tick && tick < end);
  if (at === undefined) return [glyph];
  const first = { ...glyph, duration: at - glyph.tick, tied: glyph.pitch !== undefined };
  return [first, ...cut({ ...glyph, tick: at, duration: end - at }, ticks)];
}

/** Marks runs of glyphs off the binary grid that together come back to it as triplets. */
function withTriplets(glyphs: readonly Glyph[]): Glyph[] {
  const marked = [...glyphs];
  for (let i = 0; i < marked.length; i++) {
    const count = tripletAt(marked, i);
    for (let j = i; j < i + count; j++) {
      marked[j] = {
        ...(marked[j] as Glyph),
        inTriplet: true,
        ...(j === i ? { triplet: count } : {}),
      };
    }
    i += Math.max(0, count - 1);
  }
  return marked;
}

/**
 * Glyphs of the triplet that begins at `from`, or 0. One that never comes back to the grid (a bar
 * that was counted wrongly) takes the glyphs off the grid that stand together.
 */
function tripletAt(glyphs: readonly Glyph[], from: number): number {
  let sum = 0;
  let apart = 0;
  for (let i = from; i < glyphs.length && i < from + 12; i++) {
    const { duration } = glyphs[i] as Glyph;
    if (!isHead(duration * 1.5) || (i === from && onGrid(duration))) break;
    if (apart === i - from && !onGrid(duration)) apart++;
    sum += duration;
    if (onGrid(sum)) return i - from + 1;
  }
  return apart;
}

function intoHeads(glyphs: readonly Glyph[]): Glyph[] {
  return glyphs.flatMap((glyph) => {
    if (glyph.inTriplet) return [glyph];
    let tick = glyph.tick;
    const lengths = heads(glyph.duration);
    return lengths.map((duration, i): Glyph => {
      const last = i === lengths.length - 1;
      const head = {
        ...glyph,
        tick,
        duration,
        tied: last ? glyph.tied : glyph.pitch !== undefined,
      };
      tick += duration;
      return head;
    });
  });
}

function onGrid(ticks: Ticks): boolean {
  return ticks % 15 === 0;
}

function ends(note: Note): Ticks {
  return note.tick + note.duration;
}
