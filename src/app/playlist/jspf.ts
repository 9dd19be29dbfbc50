import type { Playlist } from "./entry";

/**
 * The list as JSPF, the JSON form of XSPF version 1; durations in ms, reasons as annotations.
 *
 * @see https://www.xspf.org/jspf
 */
export function writeJspf(playlist: Playlist): string {
  const track = playlist.entries.map((entry) => ({
    ...(entry.title === undefined ? {} : { title: entry.title }),
    ...(entry.artist === "" ? {} : { creator: entry.artist }),
    ...(entry.album === undefined ? {} : { album: entry.album }),
    ...(entry.durationMs === undefined ? {} : { duration: Math.round(entry.durationMs) }),
    ...(entry.identifiers?.length ? { identifier: entry.identifiers } : {}),
    ...(entry.reason === undefined ? {} : { annotation: entry.reason }),
  }));
  return JSON.stringify({ playlist: { title: playlist.name, track } }, null, 2) + "\n";
}
