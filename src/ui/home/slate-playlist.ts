import type { Playlist } from "../../app/playlist/entry";
import type { SlateEntry } from "../../rpc/contracts/recommender";

/** The rows of a slate as a playlist; an artist has no title, a film no artist. */
export function slatePlaylist(
  name: string,
  entries: readonly SlateEntry[],
  reasonOf: (entry: SlateEntry) => string,
): Playlist {
  return {
    name,
    entries: entries.map((entry) => ({
      ...(entry.kind === "artist"
        ? { artist: entry.name }
        : { artist: entry.artist ?? "", title: entry.name }),
      reason: reasonOf(entry),
    })),
  };
}
