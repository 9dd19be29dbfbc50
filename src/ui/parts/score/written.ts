import { planBars } from "../../../formats/abc/plan";
import { writeAbc } from "../../../formats/abc/write";
import type { Score, Ticks } from "../../../music/score";
import { secToTicks } from "../../../music/tempo";
import { unfold, writtenTickAt, type Unfolded } from "../../../music/unfold";

/** A score as it is engraved: its text, and where its note heads and rests stand, in order. */
export interface Written {
  readonly abc: string;
  /** Written start of each head and rest, ascending; the n-th is the n-th drawn. */
  readonly ticks: readonly Ticks[];
  readonly bpm: number;
  readonly unfolded: Unfolded;
}

/** The title and kind stay off the page: they stand over it as text. */
export function writtenOf(score: Score): Written {
  const { key, meter, bpm, bars, parts, chords } = score;
  return {
    abc: writeAbc({ title: "", key, meter, bpm, bars, parts, chords }),
    ticks: planBars(score).flatMap((glyphs) => glyphs.map((glyph) => glyph.tick)),
    bpm,
    unfolded: unfold(score),
  };
}

/** Index of the head or rest that sounds at a time; −1 when there is none. Repeats come back. */
export function headAt({ ticks, bpm, unfolded }: Written, sec: number): number {
  // A thousandth of a tick, so that a seek to a note's start never lands before it.
  const tick = writtenTickAt(unfolded, secToTicks(sec, bpm) + 1e-3);
  return ticks.findLastIndex((start) => start <= tick);
}
