import { foldName } from "../base/item";
import type { ItemId } from "../base/item";
import { guarded } from "./errors";
import type { ArtistRow } from "./rows";
import type { Library } from "./schema";

/**
 * The ids of the artists whose name contains the text, in order of their folded names. An id is
 * made of the folded name, so that no row is read.
 */
export async function matchArtists(library: Library, text: string): Promise<readonly ItemId[]> {
  const folded = foldName(text);
  const ids = await guarded(() => library.artists.orderBy("id").primaryKeys());
  return folded === "" ? ids : ids.filter((id) => id.slice("artist:".length).includes(folded));
}

/** The artists of the ids that are here, in the order of the ids. */
export async function readArtists(
  library: Library,
  ids: readonly ItemId[],
): Promise<readonly ArtistRow[]> {
  const rows = await guarded(() => library.artists.bulkGet([...ids]));
  return rows.flatMap((row) => row ?? []);
}
