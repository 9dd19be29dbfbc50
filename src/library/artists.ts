import { foldName } from "../base/item";
import { guarded } from "./errors";
import type { ArtistRow } from "./rows";
import type { Library } from "./schema";

export interface ArtistPage {
  readonly artists: readonly ArtistRow[];
  /** How many match in all. */
  readonly total: number;
}

/**
 * A page of the artists whose name contains the text, in order of their folded names (an artist's
 * id is made of it, so that no name is read that is not shown).
 */
export async function searchArtists(
  library: Library,
  search: { readonly text: string; readonly offset: number; readonly limit: number },
): Promise<ArtistPage> {
  const { offset, limit } = search;
  const text = foldName(search.text);
  return guarded(async () => {
    const ids = await library.artists.orderBy("id").primaryKeys();
    const matching =
      text === "" ? ids : ids.filter((id) => id.slice("artist:".length).includes(text));
    const rows = await library.artists.bulkGet(matching.slice(offset, offset + limit));
    return { artists: rows.flatMap((row) => row ?? []), total: matching.length };
  });
}
