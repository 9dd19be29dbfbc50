import { lineName, oneLine, type Playlist } from "./entry";

/**
 * An extended M3U playlist in UTF-8. Entries have no file here, so each names the file it would
 * usually be ("Artist - Title.mp3"), which is what music managers match a list by.
 *
 * @see the M3U8 conventions of Winamp and of RFC 8216, section 4 (#EXTM3U, #EXTINF)
 */
export function writeM3u(playlist: Playlist): string {
  const lines = ["#EXTM3U", `#PLAYLIST:${oneLine(playlist.name)}`];
  for (const entry of playlist.entries) {
    const seconds = entry.durationMs === undefined ? -1 : Math.round(entry.durationMs / 1000);
    lines.push(`#EXTINF:${seconds},${lineName(entry)}`, fileName(lineName(entry)));
  }
  return lines.join("\n") + "\n";
}

/** A file name every system accepts; a leading "#" would turn the line into a comment. */
function fileName(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|]/g, "_").replace(/^[#.\s]+/, "_");
  return `${safe === "" ? "_" : safe}.mp3`;
}
