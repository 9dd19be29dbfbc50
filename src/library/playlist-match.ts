import { foldName, trackItem } from "../base/item";
import type { ItemId } from "../base/item";
import type { PlaylistDraft } from "../formats/import/playlistfiles";
import type { PlaylistLine } from "../formats/playlists/playlist";
import { partsOfName } from "../formats/tags/file-name";
import { guarded } from "./errors";
import type { Library } from "./schema";

/** A playlist with the tracks found for its lines. */
export interface MatchedPlaylist {
  readonly name: string;
  readonly trackIds: readonly ItemId[];
  /** Lines for which nothing was found, as they can be shown. */
  readonly missing: readonly string[];
}

/** A file of the drop or of the library, and the track it plays. */
interface NamedFile {
  readonly name: string;
  readonly trackId: ItemId;
}

/**
 * Finds the tracks of playlists among the files of the same drop and the tracks of the library: by
 * the file's path (as much of its end as agrees), by artist and title, by the file's name.
 *
 * @param dropped  the files that come with the lists; they count before those of the library
 */
export async function matchPlaylists(
  library: Library,
  lists: readonly PlaylistDraft[],
  dropped: readonly NamedFile[],
): Promise<readonly MatchedPlaylist[]> {
  if (lists.length === 0) return [];
  const kept = await guarded(() => library.audioFiles.toArray());
  const byFile = filesByName([...dropped, ...kept]);
  const said = lists.flatMap((list) => list.lines.flatMap(idsByWords));
  const here = await guarded(() => library.tracks.where("id").anyOf(said).primaryKeys());
  const known = new Set<ItemId>([...here, ...dropped.map((file) => file.trackId)]);
  return lists.map(({ name, folder, lines }) => {
    const trackIds: ItemId[] = [];
    const missing: string[] = [];
    for (const line of lines) {
      const found =
        byPath(byFile, folder, line) ??
        idsByWords(line).find((id) => known.has(id)) ??
        byNameAlone(byFile, line);
      if (found === undefined) missing.push(shownLine(line));
      else trackIds.push(found);
    }
    return { name, trackIds, missing };
  });
}

function filesByName(files: readonly NamedFile[]): ReadonlyMap<string, readonly NamedFile[]> {
  const byName = new Map<string, NamedFile[]>();
  for (const file of files) {
    const key = steps(file.name).at(-1) ?? "";
    byName.set(key, [...(byName.get(key) ?? []), file]);
  }
  return byName;
}

/** The one file whose path agrees with the line's in the most steps from its end, two at least. */
function byPath(
  byFile: ReadonlyMap<string, readonly NamedFile[]>,
  folder: string,
  { path }: PlaylistLine,
): ItemId | undefined {
  if (path === undefined) return undefined;
  const wanted = resolved([...steps(folder), ...steps(path)]);
  let best: { trackId?: ItemId; agreeing: number } = { agreeing: 0 };
  for (const file of byFile.get(wanted.at(-1) ?? "") ?? []) {
    const own = steps(file.name);
    const agreeing = own.findIndex((_, i) => own.at(-1 - i) !== wanted.at(-1 - i));
    const length = agreeing < 0 ? own.length : agreeing;
    const whole = length === own.length;
    if ((length >= 2 || whole) && length > best.agreeing) {
      best = { trackId: file.trackId, agreeing: length };
    }
  }
  return best.trackId;
}

/** The file of that name, where there is only one. */
function byNameAlone(
  byFile: ReadonlyMap<string, readonly NamedFile[]>,
  { path = "" }: PlaylistLine,
): ItemId | undefined {
  const ids = new Set(byFile.get(steps(path).at(-1) ?? "")?.map((file) => file.trackId));
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** The tracks that the words of a line, or of its file's name, would be. */
function idsByWords({ artist, title, path }: PlaylistLine): readonly ItemId[] {
  const named = path === undefined ? undefined : partsOfName(path.replaceAll("\\", "/"));
  return [{ artist, title }, named].flatMap((parts) =>
    parts?.artist !== undefined && parts.title !== undefined
      ? [trackItem(parts.artist, parts.title)]
      : [],
  );
}

/** The steps of a path, folded as names are compared. */
function steps(path: string): readonly string[] {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .map(foldName)
    .filter((step) => step !== "" && step !== "." && !/^[a-z]:$/.test(step));
}

function resolved(path: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const step of path)
    if (step === "..") out.pop();
    else out.push(step);
  return out;
}

function shownLine({ artist, title, path = "" }: PlaylistLine): string {
  const words = [artist, title].filter(Boolean).join(" - ");
  return (words || path).slice(0, 200);
}
