import type { ItemId } from "../base/item";
import { artistItem, trackItem } from "../base/item";
import { guarded } from "./errors";
import type { TrackRow, TrackSource } from "./rows";
import type { Library } from "./schema";
import { fromStored, toStored, wordsOf } from "./track-words";

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
 * A page of the tracks that match, and how many match in all.
 * @see matchTracks for what matches and in which order
 */
export async function searchTracks(library: Library, search: TrackSearch): Promise<TrackPage> {
  const { offset = 0, limit = 100 } = search;
  const ids = await matchTracks(library, search);
  return {
    tracks: await readTracks(library, ids.slice(offset, offset + limit)),
    total: ids.length,
  };
}

/**
 * The ids of the tracks that match, in order, ties by id. Each word of the text must begin some
 * word of the track; where no track does, tracks that contain each word anywhere are given instead
 * (scripts without spaces between words are found by this). Only keys are read, never rows, so
 * that a library of any size is searched while one types.
 */
export async function matchTracks(
  library: Library,
  { text = "", sources, order = "artist" }: Omit<TrackSearch, "offset" | "limit">,
): Promise<readonly ItemId[]> {
  const words = wordsOf(text);
  const { tracks } = library;
  return guarded(() =>
    library.transaction("r", tracks, async () => {
      const inOrder = tracks.orderBy(indexOf[order]);
      const all = await (order === "added" ? inOrder.reverse() : inOrder).primaryKeys();
      const said = words.length === 0 ? undefined : await matchWords(library, words);
      const from =
        sources &&
        new Set(
          await tracks
            .where("source")
            .anyOf([...sources])
            .primaryKeys(),
        );
      return all.filter((id) => said?.has(id) !== false && from?.has(id) !== false);
    }),
  );
}

async function matchWords(
  library: Library,
  words: readonly string[],
): Promise<ReadonlySet<ItemId>> {
  const { tracks } = library;
  const beginning = await meeting(words, (word) => tracks.where("words").startsWith(word));
  if (beginning.size > 0) return beginning;
  const known = (await tracks.orderBy("words").uniqueKeys()).map(String);
  return meeting(words, (word) =>
    tracks.where("words").anyOf(known.filter((own) => own.includes(word))),
  );
}

/** The tracks that are found for every word. */
async function meeting(
  words: readonly string[],
  find: (word: string) => { primaryKeys(): PromiseLike<ItemId[]> },
): Promise<ReadonlySet<ItemId>> {
  let met: ReadonlySet<ItemId> | undefined;
  for (const word of words) {
    const found = await find(word).primaryKeys();
    met = new Set(met === undefined ? found : found.filter((id) => met?.has(id)));
  }
  return met ?? new Set();
}

/** The tracks of the ids that are here, in the order of the ids. */
export async function readTracks(
  library: Library,
  ids: readonly ItemId[],
): Promise<readonly TrackRow[]> {
  const rows = await guarded(() => library.tracks.bulkGet([...ids]));
  return rows.flatMap((row) => (row === undefined ? [] : [fromStored(row)]));
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
