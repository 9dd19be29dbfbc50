import { writeCsv } from "./csv";
import type { Playlist } from "./entry";
import { writeJspf } from "./jspf";
import { writeM3u } from "./m3u";

/** The forms a list leaves the app in. */
export const playlistForms = {
  m3u: { extension: "m3u8", mime: "audio/x-mpegurl", write: writeM3u },
  jspf: { extension: "jspf", mime: "application/jspf+json", write: writeJspf },
  csv: { extension: "csv", mime: "text/csv", write: writeCsv },
} as const satisfies Record<
  string,
  { extension: string; mime: string; write: (playlist: Playlist) => string }
>;

export type PlaylistForm = keyof typeof playlistForms;
