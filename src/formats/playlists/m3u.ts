import { cleanText } from "../text/clean";
import { eachLine } from "../text/lines";
import { partsOfName } from "../tags/file-name";
import type { ByteSource, ReadContext } from "../text/source";
import { MOST_LINES, type PlaylistFile, type PlaylistLine } from "./playlist";

/**
 * Reads an M3U or M3U8 playlist, plain or extended. A line that is no comment names a file; the
 * #EXTINF before it may name artist and title. UTF-8, or Windows-1252 where it is not.
 *
 * @see the M3U conventions of Winamp (#EXTM3U, #EXTINF, #PLAYLIST)
 */
export async function readM3u(source: ByteSource, context: ReadContext): Promise<PlaylistFile> {
  const lines: PlaylistLine[] = [];
  let name = "";
  let told = "";
  await eachLine(source, context, (line) => {
    const text = line.replace(/^\ufeff/, "").trim();
    const info = /^#EXTINF:\s*-?[\d.]*[^,]*,(.*)$/i.exec(text);
    const list = /^#PLAYLIST:(.*)$/i.exec(text);
    if (info) told = info[1] ?? "";
    else if (list) name = cleanText(list[1] ?? "");
    if (text === "" || text.startsWith("#") || lines.length >= MOST_LINES) return;
    lines.push({ path: pathOf(text), ...(told.trim() === "" ? {} : namesOf(told)) });
    told = "";
  });
  return { name: name || partsOfName(source.name).title, lines };
}

function namesOf(told: string): { artist?: string; title: string } {
  // As a file's name: "Artist - Title", the dot of "St. James" not being that of a suffix.
  return partsOfName(`${told}.m3u`);
}

/** A file: address as a path; percent signs are decoded where they are well-formed. */
function pathOf(text: string): string {
  if (!/^file:/i.test(text)) return text;
  const path = text.replace(/^file:\/*(?:localhost\/)?/i, "/");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
