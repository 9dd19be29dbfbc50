import type { ItemId } from "../base/item";
import { artistItem, trackItem } from "../base/item";
import { guarded } from "./errors";
import type { TrackRow, TrackSource } from "./rows";
import type { Library } from "./schema";
import { fromStored, toStored, wordsOf } from "./track-words";
import type { StoredTrack } from "./track-words";

export type TrackOrder = "title" | "artist" | "added";

export interface TrackSearch {
  /** Words that title, artist or album must begin a word with; empty for all tracks. */
  readonly text?: string;
  readonly sources?: readonly TrackSource[];
  /** `added` puts the newest first. */
  readonly order?: TrackOrder;
  readonly offset?: number;
  readonly limit?: number;
}

export interface TrackPage {
  readonly tracks: readonly TrackRow[];
  /** How many match in all. */
  readonly total: number;
}

const indexOf = { title: "titleKey", artist: "artistKey", added: "addedMs" } as const;

/**
 * A page of the tracks that match. Each word of the text must begin some word of the track;
 * where no track does, tracks that contain each word anywhere are given instead (scripts without
 * spaces between words are found by this). Ties are in order of id.
 */
export async function searchTracks(library: Library, search: TrackSearch): Promise<TrackPage> {
  const { order = "artist", offset = 0, limit = 100, sources } = search;
  const words = wordsOf(search.text ?? "");
  return guarded(async () => {
    if (words.length === 0 && sources === undefined) {
      const all = library.tracks.orderBy(indexOf[order]);
      const ordered = order === "added" ? all.reverse() : all;
      const [rows, total] = await Promise.all([
        ordered.offset(offset).limit(limit).toArray(),
        library.tracks.count(),
      ]);
      return { tracks: rows.map(fromStored), total };
    }
    const matching = (await findByWords(library, words)).filter(
      (track) => sources === undefined || sources.includes(track.source),
    );
    const page = matching.toSorted(comparisons[order]).slice(offset, offset + limit);
    return { tracks: page.map(fromStored), total: matching.length };
  });
}

const comparisons: Readonly<Record<TrackOrder, (a: StoredTrack, b: StoredTrack) => number>> = {
  title: (a, b) => compare(a.titleKey, b.titleKey) || compare(a.id, b.id),
  artist: (a, b) => compare(a.artistKey, b.artistKey) || compare(a.id, b.id),
  added: (a, b) => b.addedMs - a.addedMs || compare(b.id, a.id),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

async function findByWords(
  library: Library,
  words: readonly string[],
): Promise<readonly StoredTrack[]> {
  const longest = words.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) return library.tracks.toArray();
  const candidates = await library.tracks.where("words").startsWith(longest).distinct().toArray();
  const beginning = candidates.filter((track) =>
    words.every((word) => track.words.some((own) => own.startsWith(word))),
  );
  if (beginning.length > 0) return beginning;
  const all = await library.tracks.toArray();
  return all.filter((track) =>
    words.every((word) => track.words.some((own) => own.includes(word))),
  );
}

export async function readTrack(library: Library, id: ItemId): Promise<TrackRow | undefined> {
  const stored = await guarded(() => library.tracks.get(id));
  return stored === undefined ? undefined : fromStored(stored);
}

/** Adds the tracks that are not here yet, with their artists. @returns how many were new */
export async function addTracks(library: Library, tracks: readonly TrackRow[]): Promise<number> {
  return guarded(() =>
    library.transaction("rw", library.tracks, library.artists, async () => {
      const unique = [...new Map(tracks.map((track) => [track.id, track])).values()];
      const known = await library.tracks.bulkGet(unique.map((track) => track.id));
      const fresh = unique.filter((_track, index) => known[index] === undefined);
      await library.tracks.bulkAdd(fresh.map(toStored));
      await addArtists(library, fresh);
      return fresh.length;
    }),
  );
}

/** Remembers something recommended that is not here, so that it can be looked for later. */
export async function saveForLater(
  library: Library,
  item: { readonly title: string; readonly artist: string; readonly album?: string },
): Promise<TrackRow> {
  const track: TrackRow = {
    ...item,
    id: trackItem(item.artist, item.title),
    artistId: artistItem(item.artist),
    source: "saved",
    addedMs: Date.now(),
  };
  await addTracks(library, [track]);
  return (await readTrack(library, track.id)) ?? track;
}

/** Takes a track out of the library; listens and ratings of it stay. @returns it, for an undo */
export async function removeTrack(library: Library, id: ItemId): Promise<TrackRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.tracks, async () => {
      const track = await library.tracks.get(id);
      await library.tracks.delete(id);
      return track && fromStored(track);
    }),
  );
}

async function addArtists(library: Library, tracks: readonly TrackRow[]): Promise<void> {
  const named = tracks.filter((track) => track.artist !== "");
  const artists = new Map(named.map((track) => [track.artistId, track.artist]));
  const known = await library.artists.bulkGet([...artists.keys()]);
  const fresh = [...artists].filter((_artist, index) => known[index] === undefined);
  await library.artists.bulkAdd(fresh.map(([id, name]) => ({ id, name })));
}
