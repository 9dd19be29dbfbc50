import { arrange } from "../compose/arrange/arrange";
import { perform } from "../compose/arrange/perform";
import { styleFor, styleNamed } from "../compose/arrange/styles";
import type { ArrangedPart, Arrangement } from "../music/arrangement";
import { DRUM_KEYS } from "../music/percussion";
import { ticksToSec } from "../music/tempo";
import { unfold } from "../music/unfold";
import type { Instrument, Part, Score, Ticks } from "../music/score";

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
  /** How much of it goes to the room, against the level. */
  readonly send: number;
}

export interface VoicePlan {
  readonly voices: readonly Voice[];
  /** Length of the music with its repeats, intro and ending; sounds may ring on after it. */
  readonly lengthSec: number;
  /** Where the tune begins. */
  readonly introSec: number;
}

/** Where a part stands in the mix as arranged; set by meter over all styles (docs/decisions/0003). */
interface Place {
  readonly levelDb: number;
  readonly pan: number;
  readonly send: number;
}

const PLACES: Readonly<Record<ArrangedPart, Place>> = {
  melody: { levelDb: 1.5, pan: -0.05, send: 0.8 },
  harmony: { levelDb: -2.5, pan: 0.3, send: 0.6 },
  pad: { levelDb: -5.5, pan: -0.3, send: 1 },
  bass: { levelDb: 2.5, pan: 0, send: 0.1 },
  drums: { levelDb: -2.5, pan: 0, send: 0.3 },
};
const ELSEWHERE: Place = { levelDb: 0, pan: 0, send: 0.6 };

/** Longest piece that is rendered: twenty minutes. */
export const MAX_LENGTH_SEC = 1_200;

/**
 * Everything that sounds in a score, repeats played. A score with an arrangement is arranged so; a
 * melody alone gets the style that fits it; a score with more parts is played as it is.
 */
export function planVoices(score: Score): VoicePlan {
  const { arrangement } = score;
  if (arrangement !== undefined) return arranged(score, arrangement);
  if (score.parts.length === 1) {
    const style = styleFor(score);
    return arranged(score, { style, seed: 1, intro: false, ending: false, mix: {} });
  }
  const { parts, duration } = unfold(score);
  return planOf(parts, { bpm: score.bpm, duration, introTicks: 0 }, {});
}

function arranged(score: Score, how: Arrangement): VoicePlan {
  const { score: full, introTicks } = arrange(score, how);
  const last = full.bars.at(-1);
  const duration = last === undefined ? 0 : last.tick + last.duration;
  const parts = perform(full, styleNamed(how.style), how.seed);
  return planOf(parts, { bpm: score.bpm, duration, introTicks }, how.mix);
}

interface Time {
  readonly bpm: number;
  readonly duration: Ticks;
  readonly introTicks: Ticks;
}

function planOf(
  parts: readonly Part[],
  { bpm, duration, introTicks }: Time,
  mix: Arrangement["mix"],
): VoicePlan {
  const voices = parts.flatMap((part) => {
    const strip = mix[part.name as ArrangedPart];
    if (strip?.muted) return [];
    const place = PLACES[part.name as ArrangedPart] ?? ELSEWHERE;
    const gain = 10 ** ((place.levelDb + (strip?.levelDb ?? 0)) / 20);
    return part.notes.map((note): Voice => ({
      instrument: part.instrument,
      pitch: note.pitch,
      startSec: ticksToSec(note.tick, bpm),
      durationSec: ticksToSec(note.duration, bpm),
      level: (note.velocity / 127) ** 1.5 * gain,
      pan: Math.max(-1, Math.min(1, place.pan + spreadOf(part.instrument, note.pitch))),
      send: place.send,
    }));
  });
  voices.sort((a, b) => a.startSec - b.startSec);
  return {
    voices,
    lengthSec: Math.min(MAX_LENGTH_SEC, ticksToSec(duration, bpm)),
    introSec: ticksToSec(introTicks, bpm),
  };
}

const DRUM_PANS: Readonly<Record<number, number>> = {
  [DRUM_KEYS.hat]: 0.3,
  [DRUM_KEYS.openHat]: 0.3,
  [DRUM_KEYS.ride]: -0.35,
  [DRUM_KEYS.crash]: -0.3,
  [DRUM_KEYS.shaker]: 0.45,
  [DRUM_KEYS.tambourine]: -0.45,
  [DRUM_KEYS.highTom]: 0.2,
  [DRUM_KEYS.lowTom]: -0.1,
};

/** A keyboard as its player hears it, low to the left; the kit as it stands; others from one place. */
function spreadOf(instrument: Instrument, pitch: number): number {
  if (instrument === "drums") return DRUM_PANS[pitch] ?? 0;
  const wide = ["piano", "electric-piano", "marimba"].includes(instrument);
  return wide ? Math.max(-0.3, Math.min(0.3, (pitch - 64) / 72)) : 0;
}
