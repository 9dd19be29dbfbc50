import type { Score, SungSyllable, Ticks } from "../../music/score";
import { ticksToSec } from "../../music/tempo";
import { unfold } from "../../music/unfold";
import { sections } from "../../music/validate";
import { passes } from "./layout";

/** A syllable when it is sung. */
export interface SungMoment {
  readonly text: string;
  /** Where it begins, in sounding time. */
  readonly tick: Ticks;
  /** The same in ms from the first sound of the piece, and where its last note ends. */
  readonly startMs: number;
  readonly endMs: number;
  /** Number of its first note among those of the first part. */
  readonly noteIndex: number;
  /** Its word goes on with the next moment. */
  readonly hyphen: boolean;
  /** Number of the line, counted as they are sung. */
  readonly line: number;
}

/**
 * The words of a score as they move in time, repeats played: the n-th time a section sounds it is
 * sung to the n-th verse that has words for it, or else to the last that has.
 *
 * @param bpm    quarter notes a minute
 * @param round  which time the whole piece is played, from 0; the next sings the verses after
 */
export function karaoke(score: Score, bpm: number = score.bpm, round = 0): readonly SungMoment[] {
  const verses = versesByTick(score);
  const rounds = 1 + Math.max(0, ...passes(score).map(({ pass }) => pass));
  const ends = new Map(score.parts[0]?.notes.map((note) => [note.tick, note.tick + note.duration]));
  const index = new Map(score.parts[0]?.notes.map((note, i) => [note.tick, i]));
  const parts = sections(score.bars);
  const toMs = (tick: Ticks): number => Math.round(ticksToSec(tick, bpm) * 1000);
  const found: SungMoment[] = [];
  let line: object | undefined;
  let count = -1;
  const order = passes(score);
  unfold(score).bars.forEach((played, i) => {
    const { bar, pass } = order[i] as { bar: number; pass: number };
    const section = parts.find(({ first, last }) => first <= bar && bar <= last);
    const from = score.bars[section?.first ?? 0]?.tick ?? 0;
    const last = score.bars[section?.last ?? 0];
    const until = (last?.tick ?? 0) + (last?.duration ?? 0);
    const words = verses
      .slice(0, round * rounds + pass + 1)
      .findLast((verse) => verse.some(({ syllable }) => within(syllable.tick, from, until)));
    const shift = played.tick - played.writtenTick;
    for (const { syllable, line: own } of words ?? []) {
      if (!within(syllable.tick, played.writtenTick, played.writtenTick + played.duration))
        continue;
      if (own !== line) count++;
      line = own;
      const end = ends.get(syllable.until ?? syllable.tick) ?? syllable.tick;
      found.push({
        text: syllable.text,
        tick: syllable.tick + shift,
        startMs: toMs(syllable.tick + shift),
        endMs: toMs(Math.max(syllable.tick, end) + shift),
        noteIndex: index.get(syllable.tick) ?? -1,
        hyphen: syllable.hyphen ?? false,
        line: count,
      });
    }
    // The same line again, at a repeat, is a line of its own.
    if (order[i + 1]?.bar !== bar + 1) line = undefined;
  });
  return found;
}

interface Placed {
  readonly syllable: SungSyllable;
  readonly line: object;
}

function versesByTick(score: Score): readonly (readonly Placed[])[] {
  return (score.lyrics ?? []).map(({ lines }) => {
    return lines.flatMap((line) => line.map((syllable) => ({ syllable, line })));
  });
}

function within(tick: Ticks, from: Ticks, to: Ticks): boolean {
  return tick >= from && tick < to;
}
