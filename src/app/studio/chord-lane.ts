import { barOf, beatTicks } from "../../music/bars";
import { isChordSymbol } from "../../music/chord-symbol";
import type { ChordSymbol, Score, Ticks } from "../../music/score";

/** Chord symbols by the bar they stand in; a bar without one has an empty list. */
export function chordsByBar(
  score: Pick<Score, "bars" | "chords">,
): readonly (readonly ChordSymbol[])[] {
  const rows: ChordSymbol[][] = score.bars.map(() => []);
  for (const chord of score.chords) rows[barOf(score, chord.tick)]?.push(chord);
  return rows;
}

/** The score with another symbol at a tick, or with none there. */
export function withChord(score: Score, tick: Ticks, symbol: string | undefined): Score {
  const others = score.chords.filter((chord) => chord.tick !== tick);
  const chords = symbol === undefined ? others : [...others, { tick, symbol }];
  return { ...score, chords: chords.sort((a, b) => a.tick - b.tick) };
}

/** A chord moved to another tick under another name, in one step. */
export function moveChord(score: Score, from: Ticks, to: Ticks, symbol: string): Score {
  return withChord(from === to ? score : withChord(score, from, undefined), to, symbol);
}

/** Where chords can stand in a bar: its beats, counted from 1. */
export function beatsOf(
  { bars, meter }: Pick<Score, "bars" | "meter">,
  index: number,
): readonly Ticks[] {
  const bar = bars[index];
  if (bar === undefined) return [];
  const beat = beatTicks(meter);
  const count = Math.max(1, Math.ceil(bar.duration / beat));
  return Array.from({ length: count }, (_, i) => bar.tick + i * beat);
}

/** A symbol as it is stored: real accidentals written as letters, no spaces. */
export function tidySymbol(text: string): string {
  const plain = text.replaceAll("♯", "#").replaceAll("♭", "b").replaceAll(/\s/g, "");
  return plain.replace(/(?<=^|\/)[a-g]/g, (letter) => letter.toUpperCase());
}

/** A symbol as musicians read it: "Bbm7" as B♭m7. */
export function shownSymbol(symbol: string): string {
  return symbol.replace(/(?<=^|\/)([A-G])([#b])/g, (_, letter: string, sign: string) =>
    letter.concat(sign === "#" ? "♯" : "♭"),
  );
}

export interface ChordLine {
  readonly symbols: readonly string[];
  /** What is not a chord symbol, as typed. */
  readonly wrong: readonly string[];
}

/**
 * A line of chords, one for a bar: "Am F | C G". Bar lines, commas, spaces and dashes on their own
 * divide; "%" repeats the one before.
 */
export function parseChordLine(text: string): ChordLine {
  const symbols: string[] = [];
  const wrong: string[] = [];
  for (const word of text.split(/[\s|,;]+/)) {
    if (word === "" || /^[-–—]+$/.test(word)) continue;
    const before = symbols.at(-1);
    const symbol = word === "%" && before !== undefined ? before : tidySymbol(word);
    if (isChordSymbol(symbol)) symbols.push(symbol);
    else wrong.push(word);
  }
  return { symbols, wrong };
}
