import type { ItemId } from "../base/item";
import type { Session } from "../recommend/signals/sessions";
import { guarded } from "./errors";
import { listPlaylists } from "./playlists";
import { playsLeftOut, recentSittings } from "./rule-plays";
import type { ListenRow, PlaylistRow, TasteRuleRow } from "./rows";
import type { Library } from "./schema";
import { listTasteRules } from "./taste-rules";

/** What a profile has left out of its taste, and what it could leave out. */
export interface TasteView {
  readonly rules: readonly TasteRuleRow[];
  /** Plays that each rule leaves out, by its id. */
  readonly plays: ReadonlyMap<string, number>;
  /** The newest first. */
  readonly sittings: readonly Session<ListenRow>[];
  /** Names of the artists of the sittings. */
  readonly artists: ReadonlyMap<ItemId, string>;
  readonly playlists: readonly PlaylistRow[];
}

export const emptyView: TasteView = {
  ...{ rules: [], sittings: [], playlists: [] },
  ...{ plays: new Map(), artists: new Map() },
};

/** Sittings to choose from. */
const SITTINGS = 6;

export async function readTasteView(library: Library, profileId: string): Promise<TasteView> {
  const rules = await listTasteRules(library, profileId);
  const sittings = await recentSittings(library, profileId, SITTINGS);
  const heard = new Set(sittings.flatMap(({ listens }) => listens.map((one) => one.artistId)));
  const artists = await guarded(() => library.artists.bulkGet([...heard]));
  return {
    rules,
    sittings,
    artists: new Map(artists.flatMap((row) => (row ? [[row.id, row.name] as const] : []))),
    plays: await playsLeftOut(library, profileId, rules),
    playlists: await listPlaylists(library, profileId),
  };
}
