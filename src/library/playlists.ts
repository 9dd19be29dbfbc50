import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import { guarded } from "./errors";
import type { PlaylistRow, TasteRuleRow } from "./rows";
import type { Library } from "./schema";

/** Keeps a list of tracks in an order. */
export async function addPlaylist(
  library: Library,
  playlist: Pick<PlaylistRow, "profileId" | "name" | "trackIds">,
  nowMs: EpochMs = Date.now(),
): Promise<PlaylistRow> {
  const row: PlaylistRow = { ...playlist, id: crypto.randomUUID(), createdMs: nowMs };
  await guarded(() => library.playlists.add(row));
  return row;
}

/** Playlists of a profile, the latest first. */
export async function listPlaylists(
  library: Library,
  profileId: string,
): Promise<readonly PlaylistRow[]> {
  const rows = await guarded(() => library.playlists.where({ profileId }).toArray());
  return rows.toSorted((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
}

/** Gives a playlist another name or other tracks. @returns it as it was, for an undo */
export async function changePlaylist(
  library: Library,
  id: string,
  change: { readonly name?: string; readonly trackIds?: readonly ItemId[] },
): Promise<PlaylistRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.playlists, async () => {
      const before = await library.playlists.get(id);
      if (before !== undefined) await library.playlists.put({ ...before, ...change });
      return before;
    }),
  );
}

export interface DeletedPlaylist {
  readonly playlist: PlaylistRow;
  /** Rules of taste that named it, and went with it. */
  readonly rules: readonly TasteRuleRow[];
}

/** Deletes a playlist, and the rules of taste that name it. @returns both, for an undo */
export async function deletePlaylist(
  library: Library,
  id: string,
): Promise<DeletedPlaylist | undefined> {
  const { playlists, tasteRules } = library;
  return guarded(() =>
    library.transaction("rw", playlists, tasteRules, async () => {
      const playlist = await playlists.get(id);
      if (playlist === undefined) return undefined;
      const { profileId } = playlist;
      const rules = await tasteRules
        .where({ profileId })
        .filter(({ rule }) => rule.kind === "playlist" && rule.playlistId === id)
        .toArray();
      await tasteRules.bulkDelete(rules.map((rule) => rule.id));
      await playlists.delete(id);
      return { playlist, rules };
    }),
  );
}

export async function restorePlaylist(
  library: Library,
  { playlist, rules }: DeletedPlaylist,
): Promise<void> {
  const { playlists, tasteRules } = library;
  await guarded(() =>
    library.transaction("rw", playlists, tasteRules, async () => {
      await playlists.put(playlist);
      await tasteRules.bulkPut([...rules]);
    }),
  );
}
