import { itemKind, type ItemId } from "../../base/item";
import { guarded } from "../errors";
import { isPlayable } from "../playable";
import type { Library } from "../schema";

/**
 * The tracks that a play of these items starts: the item itself, or one by that artist, where
 * something here can sound (a score, or an audio file). Other items are left out.
 */
export async function playableTracks(
  library: Library,
  items: Iterable<ItemId>,
): Promise<ReadonlyMap<ItemId, ItemId>> {
  const ids = [...new Set(items)];
  const artists = ids.filter((id) => itemKind(id) === "artist");
  const [own, theirs] = await guarded(() =>
    Promise.all([
      library.tracks.where("id").anyOf(ids).toArray(),
      library.tracks.where("artistId").anyOf(artists).toArray(),
    ]),
  );
  const playable = new Map<ItemId, ItemId>();
  for (const track of own) if (isPlayable(track)) playable.set(track.id, track.id);
  for (const track of theirs) {
    if (isPlayable(track) && !playable.has(track.artistId)) playable.set(track.artistId, track.id);
  }
  return playable;
}

/** The entries, each with the track that a play starts. */
export async function withTracks<Entry extends { readonly itemId: ItemId }>(
  library: Library,
  entries: readonly Entry[],
): Promise<readonly (Entry & { readonly trackId?: ItemId })[]> {
  const playable = await playableTracks(
    library,
    entries.map((entry) => entry.itemId),
  );
  return entries.map((entry) => {
    const trackId = playable.get(entry.itemId);
    return trackId === undefined ? entry : { ...entry, trackId };
  });
}
