import type { ItemId } from "../base/item";
import { artistOfTrack, type History } from "../recommend/slate/profile";
import { guarded } from "./errors";
import { activeBlocks, notNowUntil } from "./feedback";
import { readInteractions } from "./interactions";
import { readRating } from "./ratings";
import type { Library } from "./schema";

/** A person's history that follows what they do, an item at a time. */
export interface EditableHistory extends History {
  readonly tracks: Map<ItemId, { readonly plays: number }>;
  readonly artists: Map<ItemId, { readonly plays: number }>;
  readonly ratings: Map<ItemId, number>;
  blocked: ReadonlySet<ItemId>;
  notNow: ReadonlyMap<ItemId, number>;
}

export async function readHistory(library: Library, profileId: string): Promise<EditableHistory> {
  const { tracks, artists, ratings, blocked, notNow } = await readInteractions(library, profileId);
  return {
    tracks: new Map(tracks),
    artists: new Map(artists),
    ratings: new Map(ratings),
    blocked,
    notNow,
  };
}

/** Reads again what may have changed with one item; of plays only whether there are any. */
export async function refreshItem(
  library: Library,
  profileId: string,
  itemId: ItemId,
  history: EditableHistory,
): Promise<void> {
  const stars = await readRating(library, profileId, itemId);
  if (stars === undefined) history.ratings.delete(itemId);
  else history.ratings.set(itemId, stars);
  history.blocked = await activeBlocks(library, profileId);
  history.notNow = await notNowUntil(library, profileId);
  const isPlayed = async (index: "trackId" | "artistId", id: ItemId) =>
    (await library.listens
      .where(index)
      .equals(id)
      .filter((listen) => listen.profileId === profileId && listen.skipped !== true)
      .first()) !== undefined;
  const track = await guarded(() => library.tracks.get(itemId));
  const artist = track?.artistId ?? artistOfTrack(itemId) ?? itemId;
  await guarded(async () => {
    history.tracks.set(itemId, { plays: Number(await isPlayed("trackId", itemId)) });
    history.artists.set(artist, { plays: Number(await isPlayed("artistId", artist)) });
  });
}
