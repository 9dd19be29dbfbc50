import { itemKind, type ItemId } from "../../base/item";
import type { OwnItem } from "../../recommend/mixes/own";
import { artistOfTrack } from "../../recommend/slate/profile";
import { guarded } from "../errors";
import type { Interactions } from "../interactions";
import type { CommunityItem } from "../rows";
import type { Library } from "../schema";
import type { Abouts } from "./plain-entry";
import type { Source } from "./source";

/** What the person heard or rated, as far as it counts for their taste. */
export function ownItems({ tracks, artists, ratings }: Interactions): readonly OwnItem[] {
  const ids = new Set([...tracks.keys(), ...artists.keys(), ...ratings.keys()]);
  return [...ids].map((itemId): OwnItem => {
    const heard = (itemKind(itemId) === "artist" ? artists : tracks).get(itemId);
    const stars = ratings.get(itemId);
    return {
      itemId,
      artistId: artistOfTrack(itemId) ?? itemId,
      plays: heard?.plays ?? 0,
      ...(stars !== undefined && { stars }),
      ...(heard !== undefined && { lastMs: heard.lastMs }),
    };
  });
}

/** What is known of items: out of the library, else out of the first source that has them. */
export async function aboutItems(
  library: Library,
  sources: readonly Source[],
  ids: readonly ItemId[],
): Promise<Abouts> {
  const [tracks, artists] = await guarded(() =>
    Promise.all([library.tracks.bulkGet([...ids]), library.artists.bulkGet([...ids])]),
  );
  const found = new Map<ItemId, CommunityItem>();
  ids.forEach((id, at) => {
    const track = tracks[at];
    const name = track?.title ?? artists[at]?.name;
    const known = sources.flatMap(({ items, numbers }) => items[numbers.get(id) ?? -1] ?? [])[0];
    const tags = track?.tags ?? known?.tags;
    if (name === undefined) {
      if (known !== undefined) found.set(id, known);
      return;
    }
    found.set(id, {
      ...{ id, name },
      ...(track !== undefined && track.artist !== "" && { artist: track.artist }),
      ...(tags !== undefined && { tags }),
    });
  });
  return found;
}
