import { chordTones } from "../../music/chord";
import type { Note, Score, Ticks } from "../../music/score";

/** What the melody does under one chord. */
export interface UnderChord {
  /** Pitch classes that must agree with it: at its beginning, on beats, or long. */
  readonly strong: ReadonlySet<number>;
  /** Those that pass. */
  readonly weak: ReadonlySet<number>;
}

/**
 * The melody's pitch classes between two ticks.
 *
 * @param beat  a note on a beat counted from `from`, or at least a beat long, is strong
 */
export function melodyUnder(score: Score, from: Ticks, to: Ticks, beat: Ticks): UnderChord {
  const inside = (score.parts[0]?.notes ?? []).filter(
    (n) => n.tick < to && n.tick + n.duration > from,
  );
  const isStrong = (n: Note): boolean => {
    const start = Math.max(n.tick, from);
    return (start - from) % beat === 0 || Math.min(n.tick + n.duration, to) - start >= beat;
  };
  const classes = (notes: readonly Note[]): Set<number> => new Set(notes.map((n) => n.pitch % 12));
  return {
    strong: classes(inside.filter(isStrong)),
    weak: classes(inside.filter((n) => !isStrong(n))),
  };
}

/**
 * Whether a colour may be laid on a triad under this melody: no tone that it adds lies a semitone
 * from a strong melody note (C under a held C does not become Cmaj7), unless that note is another
 * of the colour's own (a held F# over A13).
 */
export function colourFits(symbol: string, plain: string, { strong }: UnderChord): boolean {
  const tones = chordTones(symbol)?.pitchClasses ?? [];
  const own = new Set(chordTones(plain)?.pitchClasses);
  return tones.every((tone) => {
    if (own.has(tone) || strong.has(tone)) return true;
    const near = [(tone + 1) % 12, (tone + 11) % 12].filter((other) => strong.has(other));
    return near.every((other) => tones.includes(other) && !own.has(other));
  });
}

/** Tensions of a dominant seventh, in semitones above its root, beside 0, 4, 7, 10. */
const DOMINANT_TENSIONS = [2, 6, 9];

/**
 * Whether a dominant seventh on a root may stand in for another chord: every strong melody note is
 * one of its tones or tensions, at least one a tone of its own.
 */
export function dominantFits(root: number, { strong }: UnderChord): boolean {
  const above = [...strong].map((pitchClass) => (pitchClass - root + 24) % 12);
  const own = above.filter((step) => [0, 4, 7, 10].includes(step));
  return own.length > 0 && above.every((s) => own.includes(s) || DOMINANT_TENSIONS.includes(s));
}
