import { accompany } from "../music/accompany";
import { ticksToSec } from "../music/tempo";
import { unfold } from "../music/unfold";
import type { Instrument, Score } from "../music/score";

/** One note to sound, in seconds from the start. */
export interface Voice {
  readonly instrument: Instrument;
  readonly pitch: number;
  readonly startSec: number;
  readonly durationSec: number;
  /** 0–1, before the bank's own level. */
  readonly level: number;
  /** −1 left to 1 right. */
  readonly pan: number;
}

export interface VoicePlan {
  readonly voices: readonly Voice[];
  /** Length of the music with its repeats; sounds may ring on after it. */
  readonly lengthSec: number;
}

/** Longest piece that is rendered: twenty minutes. */
export const MAX_LENGTH_SEC = 1_200;

/**
 * Everything that sounds in a score, repeats played. A score with one part gets simple chords,
 * bass and light drums by rule; one with more is played as it is.
 */
export function planVoices(score: Score): VoicePlan {
  const full =
    score.parts.length > 1 ? score : accompany(score, { chords: true, bass: true, drums: true });
  const { parts, duration } = unfold(full);
  const voices = parts.flatMap((part, p) =>
    part.notes.map((note): Voice => ({
      instrument: part.instrument,
      pitch: note.pitch,
      startSec: ticksToSec(note.tick, score.bpm),
      durationSec: ticksToSec(note.duration, score.bpm),
      level: (note.velocity / 127) ** 1.5 * (p === 0 ? 1.25 : 1),
      pan: panOf(part.instrument, note.pitch),
    })),
  );
  voices.sort((a, b) => a.startSec - b.startSec);
  return { voices, lengthSec: Math.min(MAX_LENGTH_SEC, ticksToSec(duration, score.bpm)) };
}

/** A piano as its player hears it, low to the left; bass and kick in the middle. */
function panOf(instrument: Instrument, pitch: number): number {
  if (instrument === "bass") return 0;
  if (instrument === "drums") return pitch === 42 ? 0.35 : 0;
  return Math.max(-0.5, Math.min(0.5, (pitch - 64) / 48));
}
