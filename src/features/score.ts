import { pitchClassOf } from "../music/key";
import type { Note, Score } from "../music/score";
import { ticksToSec } from "../music/tempo";
import { unfold } from "../music/unfold";
import { series, type Features } from "./names";

/** Modes whose third above the tonic is minor. */
const MINOR = ["minor", "dorian", "phrygian", "locrian"];

/**
 * What can be said of a piece from its notes, under the names that the sound of it would have.
 * Repeats are played; drums have onsets but no pitch. A score without notes gives its key and tempo.
 */
export function scoreFeatures(score: Score): Features {
  const { parts, duration } = unfold(score);
  const all = parts.flatMap((part) => part.notes);
  const pitched = parts.flatMap((part) => (part.instrument === "drums" ? [] : part.notes));
  const sec = ticksToSec(duration, score.bpm);
  const given = {
    bpm: beatsPerMinute(score),
    key: pitchClassOf(score.key.tonic),
    mode: Number(!MINOR.includes(score.key.mode)),
  };
  if (pitched.length === 0 || sec === 0) return given;
  const pitches = pitched.map((note) => note.pitch);
  const held = pitched.reduce((sum, note) => sum + note.duration, 0);
  return {
    ...given,
    energy: new Set(all.map((note) => note.tick)).size / sec,
    density: all.length / sec,
    register: pitched.reduce((sum, note) => sum + note.pitch * note.duration, 0) / held,
    span: pitches.reduce((a, b) => Math.max(a, b)) - pitches.reduce((a, b) => Math.min(a, b)),
    ...series("chroma", pitchClasses(pitched), 0),
  };
}

/** Beats as the metre counts them: dotted quarters in 6/8, 9/8 and 12/8, halves in 2/2. */
function beatsPerMinute({ bpm, meter: { beats, unit } }: Score): number {
  if (unit === 8 && beats > 3 && beats % 3 === 0) return bpm / 1.5;
  return (bpm * unit) / 4 / (unit === 8 ? 2 : 1);
}

/** How long each pitch class sounds; the longest is 1. */
function pitchClasses(notes: readonly Note[]): readonly number[] {
  const held = new Array<number>(12).fill(0);
  for (const { pitch, duration } of notes) held[pitch % 12] = (held[pitch % 12] ?? 0) + duration;
  const longest = Math.max(...held);
  return held.map((value) => value / longest);
}
