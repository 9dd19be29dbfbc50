import { LibraryError, guarded } from "./errors";
import { listProfiles } from "./profiles";
import { repairRow } from "./repair";
import type { ProfileRow } from "./rows";
import type { Library } from "./schema";
import { writeSetting } from "./settings";
import { chunksOf } from "./work";

/** A profile of nobody's taste yet. @throws LibraryError `corrupt` when the name is empty */
export async function addProfile(library: Library, name: string): Promise<ProfileRow> {
  const profile = checked({ id: crypto.randomUUID(), name, createdMs: Date.now() });
  await guarded(() => library.profiles.add(profile));
  return profile;
}

/** @returns the profile as it was, for an undo */
export async function renameProfile(
  library: Library,
  id: string,
  name: string,
): Promise<ProfileRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.profiles, async () => {
      const before = await library.profiles.get(id);
      if (before !== undefined) await library.profiles.put(checked({ ...before, name }));
      return before;
    }),
  );
}

/** The profile that the next start opens with. */
export async function chooseProfile(library: Library, id: string): Promise<void> {
  await writeSetting(library, "activeProfile", id);
}

/** Tables whose rows belong to one profile. */
const OWNED = [
  "listens",
  "ratings",
  "feedback",
  "songs",
  "checkpoints",
  "imports",
  "playlists",
  "mixes",
  "tasteRules",
  "friends",
  "choices",
  "drafts",
] as const;

/** Everything that belonged to a profile, to be put back. */
export interface TakenProfile {
  readonly profile: ProfileRow;
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

/** What goes with a profile, counted. */
export async function countProfile(library: Library, id: string) {
  return guarded(async () => ({
    listens: await library.listens.where("id").between(`${id}|`, `${id}|\uffff`).count(),
    ratings: await library.ratings.where({ profileId: id }).count(),
    songs: await library.songs.filter((song) => song.profileId === id).count(),
  }));
}

/**
 * Deletes a profile with its history, its songs and all it said; what profiles share (tracks,
 * artists, communities) stays. In one transaction.
 *
 * @returns what is gone, for an undo
 * @throws LibraryError `failed` for the only profile
 */
export async function deleteProfile(library: Library, id: string): Promise<TakenProfile> {
  const tables = [...OWNED, "profiles", "settings", "scores", "tracks"];
  return guarded(() =>
    library.transaction("rw", tables, async () => {
      const others = (await listProfiles(library)).filter((other) => other.id !== id);
      const profile = await library.profiles.get(id);
      const [heir] = others;
      if (profile === undefined || heir === undefined) {
        throw new LibraryError("failed", "The only profile cannot be deleted.");
      }
      const rows: Record<string, readonly unknown[]> = {};
      for (const name of OWNED) rows[name] = await takeRows(library, name, id);
      const songs = rows["songs"] as readonly { scoreId: string; trackId: string }[];
      rows["scores"] = await takeKeys(
        library,
        "scores",
        songs.map((song) => song.scoreId),
      );
      rows["tracks"] = await takeKeys(
        library,
        "tracks",
        songs.map((song) => song.trackId),
      );
      await library.profiles.delete(id);
      const active = await library.settings.get("activeProfile");
      if (active?.value === id) await chooseProfile(library, heir.id);
      return { profile, rows };
    }),
  );
}

/** Puts a deleted profile back, with all that was its own. */
export async function restoreProfile(
  library: Library,
  { profile, rows }: TakenProfile,
): Promise<void> {
  await guarded(() =>
    library.transaction("rw", [...Object.keys(rows), "profiles"], async () => {
      await library.profiles.put(profile);
      for (const [name, taken] of Object.entries(rows)) {
        for (const chunk of chunksOf(taken, 1_000)) await library.table(name).bulkPut([...chunk]);
      }
    }),
  );
}

async function takeRows(library: Library, name: (typeof OWNED)[number], id: string) {
  const table = library.table<{ readonly profileId: string }>(name);
  const own = table.filter((row) => row.profileId === id);
  const [rows, keys] = [await own.toArray(), await own.primaryKeys()];
  await table.bulkDelete(keys);
  return rows;
}

async function takeKeys(library: Library, name: "scores" | "tracks", keys: readonly string[]) {
  const rows = await library.table<unknown, string>(name).bulkGet([...keys]);
  await library.table(name).bulkDelete([...keys]);
  return rows.filter((row) => row !== undefined);
}

function checked(row: ProfileRow): ProfileRow {
  const result = repairRow("profiles", row);
  if ("row" in result) return result.row;
  throw new LibraryError("corrupt", `The profile: ${result.reason}.`);
}
