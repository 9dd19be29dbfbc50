import { fault, ok, type Result } from "../../base/result";
import type { ArchiveLimits } from "../archive/limits";
import { Refusal } from "../text/refusal";
import { LeftOut, type Reject } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { readAudioFiles, type AudioSource } from "./audiofiles";
import { detect, type Detected } from "./detect";
import type { DraftContent, ImportDraft } from "./draft";
import { openDrop, type DroppedFile } from "./files";
import { readHetrecSet } from "./hetrecset";
import { readHistories, type HistoryFile } from "./histories";
import { readPackSet } from "../pack/draft";
import { readPlaylists, type PlaylistSource } from "./playlistfiles";
import { readRatingSet, type RatingFile, type TitleFile } from "./ratingsets";

/** A file of a drop and what it is. */
interface Found {
  readonly source: ByteSource;
  readonly detected: Detected;
}

type Family = "audio" | "history" | "hetrec" | "pack" | "ratings";

const families: Readonly<Partial<Record<Detected["kind"], Family>>> = {
  "spotify-account": "history",
  "spotify-extended": "history",
  listenbrainz: "history",
  "listenbrainz-feedback": "history",
  "lastfm-csv": "history",
  "hetrec-artists": "hetrec",
  "hetrec-plays": "hetrec",
  "hetrec-tags": "hetrec",
  "hetrec-tagged": "hetrec",
  ratings: "ratings",
  "movielens-ratings": "ratings",
  "movielens-titles": "ratings",
  pack: "pack",
  audio: "audio",
  m3u: "audio",
  jspf: "audio",
};

/**
 * Reads a drop of files, folders (as files with relative names) and archives as one import, and
 * writes nothing. Rows that cannot be used are told in the draft; a drop that cannot be used at
 * all, or one that is forged, gives a fault. Memory is bounded by what is kept, not by the files.
 *
 * @param context.signal  aborts the reading; the promise then rejects with the signal's reason
 */
export async function readImport(
  files: readonly DroppedFile[],
  context: ReadContext,
  limits?: ArchiveLimits,
): Promise<Result<ImportDraft>> {
  const left = new LeftOut();
  let repairedLines = 0;
  const counting: ReadContext = {
    ...context,
    onRepair: (lines) => {
      repairedLines += lines;
    },
  };
  try {
    const found: Found[] = [];
    for (const source of await openDrop(files, counting, limits)) {
      found.push({ source, detected: await detect(source, context) });
    }
    const { content, used } = await readFamily(found, counting, left);
    left.skip("other-file", found.filter(({ detected }) => detected.kind === "unknown").length);
    const named = files.map(({ name }) => name);
    return ok({
      ...content,
      files: named.filter((name) => used.some(({ source }) => comesFrom(source.name, name))),
      rejected: left.rejected.sort(byFileAndRow),
      rejectedCount: left.rejectedCount,
      skipped: left.skipped,
      repairedLines,
    });
  } catch (error) {
    if (error instanceof Refusal) return fault(error.message, error.fault.position);
    throw error;
  }
}

/** Values off the scale are told last, when the scale is known, yet stand among the others. */
function byFileAndRow(a: Reject, b: Reject): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.row - b.row;
}

function comesFrom(source: string, dropped: string): boolean {
  return source === dropped || source.startsWith(`${dropped}/`);
}

async function readFamily(
  found: readonly Found[],
  context: ReadContext,
  left: LeftOut,
): Promise<{ content: DraftContent; used: readonly Found[] }> {
  const of = (family: Family): readonly Found[] =>
    found.filter(({ detected }) => families[detected.kind] === family);
  const present = (["audio", "history", "hetrec", "pack", "ratings"] as const).filter(
    (name) => of(name).length > 0,
  );
  const [family] = present;
  if (family === undefined) throw nothingKnown(found);
  if (present.length > 1) {
    const examples = present.map((name) => of(name)[0]?.source.name ?? "").join(", ");
    throw new Refusal(
      `These files do not belong together (${examples}); import each kind on its own.`,
    );
  }
  const used = of(family);
  if (family === "audio") return { content: await readMusic(found, context, left), used };
  if (family === "pack") return readOnePack(used, context);
  if (family === "history") {
    return { content: await readHistories(used as readonly HistoryFile[], context, left), used };
  }
  if (family === "hetrec") {
    const file = (kind: string): ByteSource | undefined =>
      used.find(({ detected }) => detected.kind === kind)?.source;
    const set = {
      artists: file("hetrec-artists"),
      plays: file("hetrec-plays"),
      tags: file("hetrec-tags"),
      tagged: file("hetrec-tagged"),
    };
    return { content: await readHetrecSet(set, context, left), used };
  }
  return { content: await readRatingFamily(used, context, left), used };
}

async function readOnePack(used: readonly Found[], context: ReadContext) {
  const [first, other] = used;
  if (first === undefined || other !== undefined) {
    throw new Refusal("There are several packs; import them one by one.");
  }
  return { content: await readPackSet(first.source, context), used };
}

/** Sound files, with the pictures beside them and the playlists among them. */
async function readMusic(
  found: readonly Found[],
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  const files: AudioSource[] = [];
  const covers: ByteSource[] = [];
  const lists: PlaylistSource[] = [];
  for (const { source, detected } of found) {
    if (detected.kind === "audio") files.push({ source, type: detected.type });
    if (detected.kind === "cover") covers.push(source);
    if (detected.kind === "m3u" || detected.kind === "jspf") {
      lists.push({ source, form: detected.kind });
    }
  }
  const content = await readAudioFiles(files, covers, context, left);
  const playlists = await readPlaylists(lists, context, left);
  const kinds = [files.length > 0 ? "audio" : "", playlists.length > 0 ? "playlist" : ""];
  const format = kinds.filter(Boolean).join("+") || "audio";
  return { ...content, format, playlists };
}

async function readRatingFamily(
  used: readonly Found[],
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  const titles: TitleFile[] = [];
  const tables: RatingFile[] = [];
  let movies = false;
  for (const { source, detected } of used) {
    if (detected.kind === "movielens-titles") titles.push({ source, layout: detected.layout });
    if (detected.kind === "movielens-ratings" || detected.kind === "ratings") {
      tables.push({ source, layout: detected.layout });
      movies ||= detected.kind === "movielens-ratings";
    }
  }
  const [first, ...more] = tables;
  if (first === undefined) {
    const name = titles[0]?.source.name ?? "";
    throw new Refusal(`${name} lists titles; drop the file with the ratings together with it.`);
  }
  const other = more.find(
    ({ layout }) =>
      (layout.user === undefined) !== (first.layout.user === undefined) ||
      layout.plays !== first.layout.plays ||
      layout.itemWord !== first.layout.itemWord,
  );
  if (other !== undefined) {
    throw new Refusal(
      `${first.source.name} and ${other.source.name} have different columns; import them one by one.`,
    );
  }
  const format = movies || titles.length > 0 ? "movielens" : "ratings";
  return readRatingSet(format, [first, ...more], titles, context, left);
}

function nothingKnown(found: readonly Found[]): Refusal {
  const [first] = found;
  if (first === undefined) return new Refusal("There is no file to import here.");
  const { name } = first.source;
  if (found.every(({ detected }) => detected.kind === "empty")) {
    return new Refusal(`${name} is empty.`, { file: name });
  }
  const many = found.length > 1 ? ` and ${found.length - 1} more` : "";
  return new Refusal(
    `${name}${many}: no sound, listening history or table of ratings that can be read here. ` +
      "Known are MP3, M4A, FLAC, Ogg, Opus, WAV and AIFF, M3U and JSPF, exports of Spotify, Last.fm " +
      "and ListenBrainz, MovieLens, HetRec and CSV ratings, and packs.",
    { file: name },
  );
}
