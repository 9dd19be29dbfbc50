import { Dexie } from "dexie";
import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import { guarded } from "./errors";
import type { ListenRow } from "./rows";
import type { Library } from "./schema";

export interface Play {
  readonly profileId: string;
  readonly trackId: ItemId;
  readonly startMs: EpochMs;
  /** Time sounded, in ms. */
  readonly playedMs: number;
  /** Share of the track heard, 0–1. */
  readonly completion: number;
  /** Left early, as the player judges it; by the share heard, when absent. */
  readonly skipped?: boolean;
}

/** Heard less than this much of a track and gone on: a skip. */
const SKIP_BELOW = 0.3;

export function listenId(profileId: string, trackId: ItemId, startMs: EpochMs): string {
  return `${profileId}|${trackId}|${startMs}`;
}

/**
 * Records a play in the app. Called again with the same start (as it goes on, or when it ends) it
 * replaces the record, so that a page closed in the middle of a song loses nothing.
 */
export async function recordListen(library: Library, play: Play): Promise<ListenRow> {
  return guarded(() =>
    library.transaction("rw", library.listens, library.tracks, async () => {
      const track = await library.tracks.get(play.trackId);
      const completion = Math.min(1, Math.max(0, play.completion));
      const row: ListenRow = {
        id: listenId(play.profileId, play.trackId, play.startMs),
        profileId: play.profileId,
        trackId: play.trackId,
        artistId: track?.artistId ?? play.trackId,
        startMs: play.startMs,
        playedMs: Math.max(0, Math.round(play.playedMs)),
        completion,
        skipped: play.skipped ?? completion < SKIP_BELOW,
        source: "app",
      };
      await library.listens.put(row);
      return row;
    }),
  );
}

/** The latest listens of a profile, newest first. */
export async function recentListens(
  library: Library,
  profileId: string,
  limit: number,
): Promise<readonly ListenRow[]> {
  return guarded(() =>
    library.listens
      .where("[profileId+startMs]")
      .between([profileId, Dexie.minKey], [profileId, Dexie.maxKey])
      .reverse()
      .limit(limit)
      .toArray(),
  );
}

export async function countListens(library: Library, profileId: string): Promise<number> {
  return guarded(() =>
    library.listens
      .where("[profileId+startMs]")
      .between([profileId, Dexie.minKey], [profileId, Dexie.maxKey])
      .count(),
  );
}
