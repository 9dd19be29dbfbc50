import { shown } from "../text/clean";
import { textField } from "../text/fields";
import { eachJsonObject } from "../text/json";
import type { RowSink } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { isoTime, playable } from "../text/times";
import { playedField, SKIP_BELOW_MS, type Play } from "./play";

/** Ends of a play that are the track's own or the world's, not a wish to hear something else. */
const endedByItself = new Set(["trackdone", "endplay", "logout", "remote", "trackerror"]);

/**
 * Spotify's extended history: Streaming_History_Audio_*.json and endsong*.json. `ts` (UTC) is the
 * end of the play; `offline_timestamp` is often 0, in another unit or wrong, and is not used.
 * An entry without a track is a podcast or an audiobook; incognito plays are left out.
 */
export async function readSpotifyExtended(
  source: ByteSource,
  context: ReadContext,
  sink: RowSink<Play>,
): Promise<void> {
  await eachJsonObject(source, context, {
    broken: (row, reason) => sink.reject(row, reason),
    entry: (entry, row) => {
      if (entry["incognito_mode"] === true) return sink.skip("private-session");
      const title = textField(entry, "master_metadata_track_name");
      const artist = textField(entry, "master_metadata_album_artist_name");
      if (title === undefined) return sink.skip("podcast");
      if (artist === undefined) return sink.reject(row, "The artist name is missing.");
      const playedMs = playedField(entry, "ms_played");
      if (playedMs === undefined) {
        return sink.reject(row, `"ms_played" is not a time played in milliseconds.`);
      }
      const end = textField(entry, "ts") ?? "";
      const endMs = isoTime(end);
      if (endMs === undefined) {
        return sink.reject(row, `${shown(end)} is not a time like 2024-03-01T18:05:00Z.`);
      }
      if (!playable(endMs, context.nowMs)) {
        return sink.reject(row, `${shown(end)} is before 2000 or in the future.`);
      }
      const ending = textField(entry, "reason_end");
      const whole = ending === "trackdone";
      const left =
        entry["skipped"] === true || (ending !== undefined && !endedByItself.has(ending));
      sink.accept(
        {
          artist,
          title,
          album: textField(entry, "master_metadata_album_album_name"),
          startMs: endMs - playedMs,
          playedMs,
          completion: whole ? 1 : undefined,
          skipped: left && playedMs < SKIP_BELOW_MS,
          source: "spotify",
          spotifyUri: textField(entry, "spotify_track_uri"),
        },
        row,
      );
    },
  });
}
