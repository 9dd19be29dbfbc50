import { shown } from "../text/clean";
import { textField } from "../text/fields";
import { eachJsonObject } from "../text/json";
import type { RowSink } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { isoTime, playable } from "../text/times";
import { playedField, SKIP_BELOW_MS, type Play } from "./play";

/**
 * Spotify's account data: StreamingHistory*.json, [{endTime "YYYY-MM-DD HH:MM" in UTC, artistName,
 * trackName, msPlayed}]. `endTime` is the end of the play. The file does not say how a play ended;
 * one under 30 s can only have been skipped. Podcast files have podcastName instead.
 */
export async function readSpotifyAccount(
  source: ByteSource,
  context: ReadContext,
  sink: RowSink<Play>,
): Promise<void> {
  await eachJsonObject(source, context, {
    broken: (row, reason) => sink.reject(row, reason),
    entry: (entry, row) => {
      if (textField(entry, "podcastName") ?? textField(entry, "episodeName")) {
        return sink.skip("podcast");
      }
      const title = textField(entry, "trackName");
      const artist = textField(entry, "artistName");
      if (title === undefined && entry["trackName"] === null) return sink.skip("podcast");
      if (title === undefined) return sink.reject(row, "The track name is missing.");
      if (artist === undefined) return sink.reject(row, "The artist name is missing.");
      if (title === "Unknown Track" && artist === "Unknown Artist") {
        return sink.skip("unknown-track");
      }
      const playedMs = playedField(entry, "msPlayed");
      if (playedMs === undefined) {
        return sink.reject(row, `"msPlayed" is not a time played in milliseconds.`);
      }
      const end = textField(entry, "endTime") ?? "";
      const endMs = isoTime(end);
      if (endMs === undefined) {
        return sink.reject(row, `${shown(end)} is not a time like 2024-03-01 18:05.`);
      }
      if (!playable(endMs, context.nowMs)) {
        return sink.reject(row, `${shown(end)} is before 2000 or in the future.`);
      }
      const startMs = endMs - playedMs;
      const skipped = playedMs < SKIP_BELOW_MS;
      sink.accept({ artist, title, startMs, playedMs, skipped, source: "spotify" }, row);
    },
  });
}
