import type { EpochMs } from "../../base/time";
import { numberField } from "../text/fields";

export type PlaySource = "spotify" | "lastfm" | "listenbrainz";

/** One play as an export tells it; names are cleaned, times checked. */
export interface Play {
  readonly artist: string;
  readonly title: string;
  readonly album?: string | undefined;
  readonly startMs: EpochMs;
  /** Time sounded, in ms. */
  readonly playedMs?: number | undefined;
  /** Length of the track, in ms. */
  readonly durationMs?: number | undefined;
  /** Heard to the end: 1. */
  readonly completion?: number | undefined;
  readonly skipped?: boolean | undefined;
  readonly source: PlaySource;
  readonly mbid?: string | undefined;
  readonly isrc?: string | undefined;
  readonly spotifyUri?: string | undefined;
}

/** Less than this, ended by the person, is a skip and not a play. */
export const SKIP_BELOW_MS = 30_000;

const DAY_MS = 86_400_000;

/** A time sounded in whole ms, 0 to one day; undefined when the field holds something else. */
export function playedField(
  entry: Readonly<Record<string, unknown>>,
  name: string,
): number | undefined {
  const ms = numberField(entry, name);
  return ms !== undefined && ms >= 0 && ms <= DAY_MS ? Math.round(ms) : undefined;
}
