import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import type { Play } from "../library/listens";

/** A play under way: how much of a track has sounded since it was started. */
export interface Listening {
  readonly trackId: ItemId;
  readonly startMs: EpochMs;
  /** Length of the track at its written tempo, in ms, > 0. */
  readonly lengthMs: number;
  /** Time sounded so far in ms; pauses and jumps do not count, repeats in a loop do. */
  readonly playedMs: number;
  /** Share of the piece sounded so far; above 1 in a loop. */
  readonly heard: number;
}

export function startListening(trackId: ItemId, startMs: EpochMs, lengthMs: number): Listening {
  return { trackId, startMs, lengthMs: Math.max(1, lengthMs), playedMs: 0, heard: 0 };
}

/** Adds a stretch of `soundedMs` that sounded at `tempo` times the written tempo. */
export function hear(listening: Listening, soundedMs: number, tempo = 1): Listening {
  if (!(soundedMs > 0)) return listening;
  return {
    ...listening,
    playedMs: listening.playedMs + soundedMs,
    heard: listening.heard + (soundedMs * tempo) / listening.lengthMs,
  };
}

/** Less sound than this is a slip of the finger and leaves no trace, in ms. */
const shortestListenMs = 1_000;

/** What is recorded of a play; `skipped` where the person left early. */
export interface Heard extends Play {
  readonly skipped: boolean;
}

/**
 * What a play leaves in the library, or nothing where hardly any of it sounded. Left in under
 * 30 s and under half, it counts as skipped.
 *
 * @param left  true when the person moved on before the end
 */
export function heardOf(listening: Listening, profileId: string, left: boolean): Heard | undefined {
  if (listening.playedMs < shortestListenMs) return undefined;
  const completion = Math.min(1, Math.round(listening.heard * 1000) / 1000);
  const playedMs = Math.round(listening.playedMs);
  return {
    profileId,
    trackId: listening.trackId,
    startMs: listening.startMs,
    playedMs,
    completion,
    skipped: left && playedMs < 30_000 && completion < 0.5,
  };
}
