import { cleanText, shown } from "../text/clean";
import { eachRecord, type Dialect } from "../text/delimited";
import type { RowSink } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { anyTime, dayMonthTime, playable } from "../text/times";
import type { Play } from "./play";

/** Where the columns of a play log are, from 0. */
export interface PlayColumns {
  readonly artist: number;
  readonly album?: number | undefined;
  readonly title: number;
  readonly time: number;
  readonly header: boolean;
}

/** The layout of the common export: artist, album, title, "DD Mon YYYY HH:MM", without a header. */
export const lastfmColumns: PlayColumns = {
  artist: 0,
  album: 1,
  title: 2,
  time: 3,
  header: false,
};

/** Whether the head of a table is such a log: most lines end with a time in that form. */
export function looksLikeLastfm(rows: readonly (readonly string[])[]): boolean {
  const fitting = rows.filter(
    (fields) => fields.length === 4 && dayMonthTime(fields[3] ?? "") !== undefined,
  );
  return fitting.length > 0 && fitting.length * 2 >= rows.length;
}

/** The columns of a play log with a header that names artist, track and time; or undefined. */
export function playColumns(header: readonly string[]): PlayColumns | undefined {
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const find = (...known: string[]): number => names.findIndex((name) => known.includes(name));
  const artist = find("artist", "artistname");
  const title = find("track", "trackname", "title", "song", "name");
  const time = find("uts", "time", "timestamp", "utctime", "date", "datetime", "playedat");
  if (artist === -1 || title === -1 || time === -1) return undefined;
  const album = find("album", "albumname", "release");
  return { artist, title, time, album: album === -1 ? undefined : album, header: true };
}

/**
 * A log of plays as CSV, as tools write it from Last.fm and its kin. The time is the start of the
 * play, UTC. One of 1970 means that the player had no clock.
 */
export async function readLastfm(
  source: ByteSource,
  dialect: Dialect,
  columns: PlayColumns,
  context: ReadContext,
  sink: RowSink<Play>,
): Promise<void> {
  const last = Math.max(columns.artist, columns.title, columns.time);
  let headerSeen = !columns.header;
  await eachRecord(
    source,
    dialect,
    context,
    (fields, row) => {
      if (!headerSeen) {
        headerSeen = true;
        return;
      }
      if (fields.length <= last) {
        return sink.reject(row, `This row has ${fields.length} of at least ${last + 1} columns.`);
      }
      const artist = cleanText(fields[columns.artist] ?? "");
      const title = cleanText(fields[columns.title] ?? "");
      const time = fields[columns.time] ?? "";
      if (artist === "") return sink.reject(row, "The artist name is missing.");
      if (title === "") return sink.reject(row, "The track name is missing.");
      const startMs = anyTime(time);
      if (startMs === undefined) {
        return sink.reject(row, `${shown(time)} is not a time like "01 Mar 2024 18:05".`);
      }
      if (!playable(startMs, context.nowMs)) {
        return sink.reject(row, `${shown(time)} is before 2000 or in the future.`);
      }
      const album = cleanText(fields[columns.album ?? -1] ?? "") || undefined;
      sink.accept({ artist, title, album, startMs, source: "lastfm" }, row);
    },
    (row) => sink.reject(row, "A quotation mark in this row is never closed."),
  );
}
