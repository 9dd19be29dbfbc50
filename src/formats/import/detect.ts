import { lastfmColumns, looksLikeLastfm, playColumns, type PlayColumns } from "../histories/lastfm";
import { looksLikePack } from "../pack/layout";
import { ratingLayout, type RatingLayout } from "../ratings/layout";
import type { TitleLayout } from "../ratings/titles";
import { AUDIO_HEAD_BYTES, audioType, pictureType, type AudioType } from "../tags/kind";
import type { Dialect } from "../text/delimited";
import { sniffDialect, sniffHead, splitLine, type Head } from "../text/sniff";
import { readHead, type ByteSource, type ReadContext } from "../text/source";

/** What a file is, with what its reader needs to know. */
export type Detected =
  | { readonly kind: "spotify-account" | "spotify-extended" | "listenbrainz" }
  | { readonly kind: "listenbrainz-feedback" }
  | { readonly kind: "lastfm-csv"; readonly dialect: Dialect; readonly columns: PlayColumns }
  | { readonly kind: "hetrec-artists" | "hetrec-plays" | "hetrec-tags" | "hetrec-tagged" }
  | { readonly kind: "ratings" | "movielens-ratings"; readonly layout: RatingLayout }
  | { readonly kind: "movielens-titles"; readonly layout: TitleLayout }
  /** A known companion of an export that holds nothing to import. */
  | { readonly kind: "companion" }
  | { readonly kind: "audio"; readonly type: AudioType }
  | { readonly kind: "m3u" | "jspf" | "pack" }
  /** A picture that may show the sounds it lies beside. */
  | { readonly kind: "cover" }
  | { readonly kind: "empty" }
  | { readonly kind: "unknown" };

const unknown: Detected = { kind: "unknown" };

/** What pictures of an album are called. */
const coverNames = /(^|\/)(cover|folder|front|album|albumart\w*)\.\w+$/i;

/** What a file is, by its content; its name only decides between equals. */
export async function detect(source: ByteSource, context: ReadContext): Promise<Detected> {
  const first = await readHead(source, context, AUDIO_HEAD_BYTES);
  if (looksLikePack(first)) return { kind: "pack" };
  const type = audioType(first);
  if (type !== undefined) return { kind: "audio", type };
  if (pictureType(first) !== undefined)
    return coverNames.test(source.name) ? { kind: "cover" } : unknown;
  const head = await sniffHead(source, context);
  if (head === undefined) return unknown;
  if (head.text.trim() === "") return { kind: "empty" };
  if (/^[\s\ufeff]*#EXTM3U/i.test(head.text) || /\.m3u8?$/i.test(source.name))
    return { kind: "m3u" };
  if (/^[\s\ufeff]*[[{]/.test(head.text)) return detectJson(head.text);
  return detectTable(head, source.name, context);
}

function detectJson(text: string): Detected {
  const has = (...fields: string[]): boolean =>
    fields.every((field) => new RegExp(`"${field}"\\s*:`).test(text));
  if (/^[\s\ufeff]*\{\s*"playlist"\s*:/.test(text)) return { kind: "jspf" };
  if (has("track_metadata") || has("listened_at")) return { kind: "listenbrainz" };
  if (has("ts") && (has("ms_played") || has("master_metadata_track_name"))) {
    return { kind: "spotify-extended" };
  }
  if (has("endTime") && (has("msPlayed") || has("trackName"))) return { kind: "spotify-account" };
  if (has("score") && (has("recording_mbid") || has("recording_msid"))) {
    return { kind: "listenbrainz-feedback" };
  }
  if (/^\s*\[\s*\]\s*$/.test(text)) return { kind: "empty" };
  return unknown;
}

const hetrecHeaders: readonly (readonly [RegExp, Detected])[] = [
  [/^id\tname\turl\tpictureurl/i, { kind: "hetrec-artists" }],
  [/^userid\tartistid\tweight/i, { kind: "hetrec-plays" }],
  [/^tagid\ttagvalue/i, { kind: "hetrec-tags" }],
  [/^userid\tartistid\ttagid\tday/i, { kind: "hetrec-tagged" }],
  [/^userid\t(artistid\ttagid\ttimestamp|friendid)/i, { kind: "companion" }],
];

const movieHeaders: readonly (readonly [RegExp, "titles" | "companion"])[] = [
  [/^"?movieid"?,"?title"?(,"?genres"?)?\s*$/i, "titles"],
  [/^userid,movieid,tag(,timestamp)?\s*$/i, "companion"],
  [/^movieid,imdbid,tmdbid\s*$/i, "companion"],
  [/^(tagid,tag|movieid,tagid,relevance)\s*$/i, "companion"],
];

function detectTable(head: Head, name: string, context: ReadContext): Detected {
  const { lines } = head;
  const first = lines[0] ?? "";
  const hetrec = hetrecHeaders.find(([form]) => form.test(first));
  if (hetrec !== undefined) return hetrec[1];
  const dialect = sniffDialect(lines);
  if (dialect === undefined) return unknown;
  const movie = movieHeaders.find(([form]) => form.test(first));
  if (movie?.[1] === "companion") return { kind: "companion" };
  if (movie !== undefined) {
    return { kind: "movielens-titles", layout: { dialect, header: true, genres: 2 } };
  }
  const rows = lines.map((line) => splitLine(line, dialect));
  if (looksLikeLastfm(rows)) return { kind: "lastfm-csv", dialect, columns: lastfmColumns };
  const columns = playColumns(rows[0] ?? []);
  if (columns !== undefined) return { kind: "lastfm-csv", dialect, columns };
  return detectGroupLens(rows, dialect, name) ?? detectRatings(lines, dialect, name, context);
}

/** The older MovieLens sets: `::` between fields (1M), or `|` (100K), without headers. */
function detectGroupLens(
  rows: readonly (readonly string[])[],
  dialect: Dialect,
  name: string,
): Detected | undefined {
  const [first = []] = rows;
  const { separator } = dialect;
  const id = /^\d+$/.test(first[0] ?? "");
  if (separator === "::" && id && first.length === 3 && !isNumeric(first[1])) {
    return { kind: "movielens-titles", layout: { dialect, header: false, genres: 2 } };
  }
  if (separator === "::" && id && first.length === 5) return { kind: "companion" };
  if (separator === "|" && id && first.length === 24) {
    return { kind: "movielens-titles", layout: { dialect, header: false } };
  }
  if (/(^|\/)u\.(user|genre|occupation|info)$/.test(name)) return { kind: "companion" };
  // The splits of the 100K set repeat the ratings of u.data.
  if (/(^|\/)u[a-b1-5]\.(base|test)$/.test(name)) return { kind: "companion" };
  return undefined;
}

function detectRatings(
  lines: readonly string[],
  dialect: Dialect,
  name: string,
  context: ReadContext,
): Detected {
  const layout = ratingLayout(lines, dialect, context.nowMs);
  if (layout === undefined) return unknown;
  const movies =
    layout.itemWord === "movie" ||
    (layout.dialect.separator === "::" && /(^|\/)ratings\.dat$/.test(name)) ||
    /(^|\/)u\.data$/.test(name);
  return { kind: movies ? "movielens-ratings" : "ratings", layout };
}

function isNumeric(field: string | undefined): boolean {
  return /^\d+(\.\d+)?$/.test(field ?? "");
}
