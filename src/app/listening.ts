import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import type { ListenRow, TrackRow } from "../library/rows";

/** A play under way: how much of a track has sounded since it was started. */
export interface Listening {
  readonly track: Pick<TrackRow, "id" | "artistId">;
  readonly startMs: EpochMs;
  /** Length of the track as played, in ms, > 0. */
  readonly lengthMs: number;
  /** Time sounded so far in ms; pauses and jumps do not count, repeats in a loop do. */
  readonly playedMs: number;
}

export function startListening(
  track: { readonly id: ItemId; readonly artistId: ItemId },
  startMs: EpochMs,
  lengthMs: number,
): Listening {
  return { track, startMs, lengthMs: Math.max(1, lengthMs), playedMs: 0 };
}

/** Adds a stretch of `soundedMs` that sounded. */
export function hear(listening: Listening, soundedMs: number): Listening {
  if (!(soundedMs > 0)) return listening;
  return { ...listening, playedMs: listening.playedMs + soundedMs };
}

/** Less sound than this is a slip of the finger and leaves no trace, in ms. */
const shortestListenMs = 1_000;

/**
 * The row a play leaves, or nothing where hardly any of it sounded. Completion is the share that
 * sounded, at most 1; left in under 30 s and under half, it counts as skipped.
 *
 * @param left  true when the person moved on before the end
 */
export function listenOf(
  listening: Listening,
  profileId: string,
  left: boolean,
): ListenRow | undefined {
  if (listening.playedMs < shortestListenMs) return undefined;
  const completion = Math.min(1, listening.playedMs / listening.lengthMs);
  const playedMs = Math.round(listening.playedMs);
  return {
    id: `${profileId}|${listening.track.id}|${listening.startMs}`,
    profileId,
    trackId: listening.track.id,
    artistId: listening.track.artistId,
    startMs: listening.startMs,
    playedMs,
    completion: Math.round(completion * 1000) / 1000,
    skipped: left && playedMs < 30_000 && completion < 0.5,
    source: "app",
  };
}
