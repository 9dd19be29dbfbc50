import type { ItemId } from "../base/item";
import { guarded } from "./errors";
import type { Library } from "./schema";

/** The tracks of a playlist that are here, in its order; none where there is no such list. */
export async function readPlaylistTracks(library: Library, id: string): Promise<readonly ItemId[]> {
  return guarded(async () => {
    const { trackIds = [] } = (await library.playlists.get(id)) ?? {};
    const here = new Set(
      await library.tracks
        .where("id")
        .anyOf([...trackIds])
        .primaryKeys(),
    );
    return trackIds.filter((trackId) => here.has(trackId));
  });
}
