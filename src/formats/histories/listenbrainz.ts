import { cleanText, shown } from "../text/clean";
import { numberField, objectField, textField } from "../text/fields";
import { eachJsonObject } from "../text/json";
import type { RowSink } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { playable } from "../text/times";
import { playedField, type Play } from "./play";

const DAY_MS = 86_400_000;

type Entry = Readonly<Record<string, unknown>>;

/** A play with the identities by which feedback names it. */
export interface BrainzPlay extends Play {
  /** MusicBrainz and MessyBrainz ids of the recording. */
  readonly recordings: readonly string[];
}

/**
 * ListenBrainz listens, as JSON Lines (listens/YYYY/M.jsonl of an export), as one JSON array (older
 * exports) or as the body of a submission ({payload: […]}). `listened_at` is the start of the
 * play in seconds since 1970.
 *
 * @see https://listenbrainz.readthedocs.io/en/latest/users/json.html
 */
export async function readListenBrainz(
  source: ByteSource,
  context: ReadContext,
  sink: RowSink<BrainzPlay>,
): Promise<void> {
  await eachJsonObject(source, context, {
    broken: (row, reason) => sink.reject(row, reason),
    entry: (entry, row) => {
      const payload = entry["payload"];
      const listens = Array.isArray(payload) ? (payload as unknown[]) : [entry];
      for (const listen of listens) {
        if (typeof listen === "object" && listen !== null) {
          readListen(listen as Entry, row, context, sink);
        } else sink.reject(row, "This entry is not a listen.");
      }
    },
  });
}

function readListen(
  entry: Entry,
  row: number,
  context: ReadContext,
  sink: RowSink<BrainzPlay>,
): void {
  const metadata = objectField(entry, "track_metadata");
  const info = objectField(metadata, "additional_info");
  const mapping = objectField(metadata, "mbid_mapping");
  const artist = textField(metadata, "artist_name");
  const title = textField(metadata, "track_name");
  if (artist === undefined) return sink.reject(row, "The artist name is missing.");
  if (title === undefined) return sink.reject(row, "The track name is missing.");
  const seconds = numberField(entry, "listened_at");
  if (seconds === undefined) {
    return sink.reject(row, `"listened_at" is not a time in seconds since 1970.`);
  }
  const startMs = Math.trunc(seconds) * 1000;
  if (!playable(startMs, context.nowMs)) {
    const reason = `"listened_at" ${shown(String(seconds))} is before 2000 or in the future.`;
    return sink.reject(row, reason);
  }
  const mbid = textField(mapping, "recording_mbid") ?? textField(info, "recording_mbid");
  const msid = textField(entry, "recording_msid") ?? textField(info, "recording_msid");
  sink.accept(
    {
      artist,
      title,
      album: textField(metadata, "release_name"),
      startMs,
      playedMs: playedField(info, "ms_played"),
      durationMs: duration(info),
      source: "listenbrainz",
      mbid,
      isrc: textField(info, "isrc"),
      spotifyUri: spotifyUri(textField(info, "spotify_id")),
      recordings: [mbid, msid].filter((id) => id !== undefined),
    },
    row,
  );
}

function duration(info: Entry): number | undefined {
  const ms = numberField(info, "duration_ms") ?? (numberField(info, "duration") ?? 0) * 1000;
  return ms > 0 && ms < DAY_MS ? Math.round(ms) : undefined;
}

/** "https://open.spotify.com/track/ID" as "spotify:track:ID". */
function spotifyUri(link: string | undefined): string | undefined {
  const id = /(?:track[/:])([0-9A-Za-z]{22})$/.exec(cleanText(link ?? ""))?.[1];
  return id === undefined ? undefined : `spotify:track:${id}`;
}
