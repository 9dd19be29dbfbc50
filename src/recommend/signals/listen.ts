import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";

/** One play by the person, as far as its source tells. */
export interface Listen {
  readonly trackId: ItemId;
  readonly artistId: ItemId;
  readonly startMs: EpochMs;
  /** Time sounded, in ms. */
  readonly playedMs?: number;
  /** Share of the track heard, 0–1. */
  readonly completion?: number;
  readonly skipped?: boolean;
}

/** Below this, services do not count a play, and a skip says no. */
const earlyMs = 30_000;
/** Where only the share heard is known. */
const earlyShare = 0.3;

/** Left within 30 seconds (or before a third, where the time is not known). */
export function isEarlySkip(listen: Listen): boolean {
  if (listen.skipped !== true) return false;
  if (listen.playedMs !== undefined) return listen.playedMs < earlyMs;
  return listen.completion !== undefined && listen.completion < earlyShare;
}

/**
 * What a play says for its track: 1 for a whole one, the share heard for a part, −½ for an early
 * skip, 0 where it cannot be told. Half, because people skip what they like too: out of mood.
 */
export function evidenceOf(listen: Listen): number {
  if (isEarlySkip(listen)) return -0.5;
  if (listen.completion !== undefined) return Math.min(1, Math.max(0, listen.completion));
  if (listen.skipped === true) return 0;
  return listen.playedMs !== undefined && listen.playedMs < earlyMs ? 0 : 1;
}
