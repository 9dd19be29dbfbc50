import * as v from "valibot";
import { ARRANGED_PARTS } from "../music/arrangement";
import { INSTRUMENTS, type Score } from "../music/score";
import { validate } from "../music/validate";

/** A score longer than this is no piece of music but an attack or a mistake. */
const MAX_TICK = 480 * 4 * 20_000;
const MAX_BARS = 20_000;
const MAX_PARTS = 64;
const MAX_NOTES = 200_000;
const MAX_VERSES = 64;
const MAX_SYLLABLES = 20_000;

const tick = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_TICK));
const length = v.pipe(tick, v.minValue(1));
const label = v.pipe(v.string(), v.maxLength(500));

const note = v.object({
  pitch: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127)),
  tick,
  duration: length,
  velocity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(127)),
});

const bar = v.object({
  tick,
  duration: length,
  repeatStart: v.optional(v.boolean()),
  repeatEnd: v.optional(v.boolean()),
  ending: v.optional(v.picklist([1, 2])),
  sectionEnd: v.optional(v.boolean()),
});

const strip = v.object({
  levelDb: v.pipe(v.number(), v.minValue(-24), v.maxValue(6)),
  muted: v.boolean(),
});

const arrangement = v.object({
  style: v.pipe(label, v.minLength(1)),
  seed: v.pipe(v.number(), v.safeInteger()),
  intro: v.boolean(),
  ending: v.boolean(),
  mix: v.object(v.entriesFromList(ARRANGED_PARTS, v.optional(strip))),
});

const syllable = v.object({
  tick,
  text: v.pipe(label, v.minLength(1)),
  hyphen: v.optional(v.boolean()),
  until: v.optional(tick),
});

const verse = v.object({
  lines: v.pipe(
    v.array(v.pipe(v.array(syllable), v.minLength(1), v.maxLength(MAX_SYLLABLES))),
    v.maxLength(MAX_SYLLABLES),
  ),
});

const shape = v.object({
  title: label,
  type: v.optional(label),
  key: v.object({
    tonic: v.pipe(v.string(), v.regex(/^[A-G][#b]?$/)),
    mode: v.picklist(["major", "minor", "dorian", "mixolydian", "lydian", "phrygian", "locrian"]),
  }),
  meter: v.object({
    beats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
    unit: v.picklist([1, 2, 4, 8, 16, 32, 64]),
  }),
  bpm: v.pipe(v.number(), v.minValue(20), v.maxValue(400)),
  bars: v.pipe(v.array(bar), v.maxLength(MAX_BARS)),
  parts: v.pipe(
    v.array(
      v.object({
        name: label,
        instrument: v.picklist(INSTRUMENTS),
        notes: v.pipe(v.array(note), v.maxLength(MAX_NOTES)),
      }),
    ),
    v.maxLength(MAX_PARTS),
  ),
  chords: v.pipe(v.array(v.object({ tick, symbol: label })), v.maxLength(MAX_NOTES)),
  lyrics: v.optional(v.pipe(v.array(verse), v.maxLength(MAX_VERSES))),
  arrangement: v.optional(arrangement),
});

/**
 * A score whose bars follow each other without a gap and whose notes and chords lie inside them,
 * sorted. Nothing is guessed: a score that does not hold together is refused whole.
 */
export const repairedScore = v.pipe(
  shape,
  v.transform((score) => withoutUndefined(score) as Score),
  v.check(barsFollow, "has a gap between its bars"),
  v.check(notesInside, "has a note outside its bars"),
  v.check(wordsOnNotes, "has words where there is no note"),
  v.transform(sorted),
);

function barsFollow(score: Score): boolean {
  let next = 0;
  return score.bars.every((each) => {
    const follows = each.tick === next;
    next = each.tick + each.duration;
    return follows;
  });
}

function notesInside(score: Score): boolean {
  const last = score.bars.at(-1);
  const end = last === undefined ? 0 : last.tick + last.duration;
  return (
    score.parts.every((part) => part.notes.every((each) => each.tick + each.duration <= end)) &&
    score.chords.every((chord) => chord.tick < end)
  );
}

function wordsOnNotes(score: Score): boolean {
  return validate(score).every((problem) => problem.kind !== "lyrics");
}

function sorted(score: Score): Score {
  return {
    ...score,
    parts: score.parts.map((part) => ({
      ...part,
      notes: part.notes.toSorted((a, b) => a.tick - b.tick || a.pitch - b.pitch),
    })),
    chords: score.chords.toSorted((a, b) => a.tick - b.tick),
  };
}

/** A copy of plain data in which no field is present but undefined. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutUndefined(field)]));
}
