import type { ItemId } from "../base/item";
import { dropOrphanArt } from "./audio-files";
import { deleteCommunity } from "./communities";
import { LibraryError, guarded } from "./errors";
import { deletePlaylist } from "./playlists";
import type { ImportCounts, RatingRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { toStored } from "./track-words";

/**
 * Takes an import back, in one transaction: the rows it added go, ratings that it took the place
 * of return, and tracks that its files completed are as they were. A track or an artist that
 * something else has come to need since (a later import, a rating, a play) stays, and belongs to
 * that from now on.
 *
 * @returns how many rows are gone
 * @throws LibraryError `failed` when there is no such import
 */
export async function undoImport(library: Library, importId: string): Promise<ImportCounts> {
  const { artists, tracks, listens, ratings, communities, communityBlocks, imports } = library;
  const { audioFiles, art, features, playlists, tasteRules } = library;
  const stores = [artists, tracks, listens, ratings, communities, communityBlocks, imports];
  const ofFiles = [audioFiles, art, features, playlists, tasteRules];
  return guarded(() =>
    library.transaction("rw", [...stores, ...ofFiles], async () => {
      const row = await imports.get(importId);
      if (row === undefined) throw new LibraryError("failed", "This import is no longer here.");
      const counts = {
        listens: await listens.where({ importId }).delete(),
        ratings: await ratings.where({ importId }).delete(),
        communityEntries: await removeCommunities(library, importId),
      };
      const files = await removeFiles(library, importId, row.completed ?? []);
      const rest = {
        tracks: await removeTracks(library, importId),
        artists: await removeArtists(library, importId),
      };
      const lists = await removePlaylists(library, importId);
      await putBack(library, row.replaced ?? []);
      await imports.delete(importId);
      return {
        ...counts,
        ...rest,
        ...(files > 0 && { audioFiles: files }),
        ...(lists > 0 && { playlists: lists }),
      };
    }),
  );
}

async function removeCommunities(library: Library, importId: string): Promise<number> {
  const own = await library.communities.where({ importId }).toArray();
  for (const community of own) await deleteCommunity(library, community.id);
  return own.reduce((sum, community) => sum + community.entries, 0);
}

/** The files go, with what was measured of them; their tracks lose file and picture. */
async function removeFiles(
  library: Library,
  importId: string,
  completed: readonly TrackRow[],
): Promise<number> {
  const { audioFiles, tracks, features } = library;
  const own = await audioFiles.where({ importId }).toArray();
  const before = new Map(completed.map((track) => [track.id, track]));
  const artIds = new Set<string>();
  const stored = await tracks.bulkGet(own.map((file) => file.trackId));
  for (const [i, file] of own.entries()) {
    const track = stored[i];
    if (track?.audioId !== file.id) continue;
    if (track.artId !== undefined) artIds.add(track.artId);
    const old = await stillOwned(library, before.get(track.id), importId);
    await tracks.put(old ? toStored(old) : without(track, ["audioId", "artId"]));
    await features.delete(track.id);
  }
  await audioFiles.bulkDelete(own.map((file) => file.id));
  await dropOrphanArt(library, artIds);
  return own.length;
}

/** A track as it was; when the import that it came with is gone since, it goes with this one. */
async function stillOwned(
  library: Library,
  old: TrackRow | undefined,
  importId: string,
): Promise<TrackRow | undefined> {
  if (old?.importId === undefined) return old;
  const owner = await library.imports.get(old.importId);
  return owner === undefined ? { ...old, importId } : old;
}

async function removePlaylists(library: Library, importId: string): Promise<number> {
  const own = await library.playlists.where({ importId }).primaryKeys();
  for (const id of own) await deletePlaylist(library, id);
  return own.length;
}

/** Runs after listens and ratings of the import are gone, so that what is left is others' need. */
async function removeTracks(library: Library, importId: string): Promise<number> {
  const { tracks, listens, audioFiles } = library;
  const needed = await neededIds(library, "trackId");
  const own = await tracks.where({ importId }).toArray();
  const staying = own.filter((track) => needed.has(track.id));
  await tracks.bulkDelete(own.filter((track) => !needed.has(track.id)).map(({ id }) => id));
  for (const track of staying) {
    const file = await audioFiles.where({ trackId: track.id }).first();
    const heir = file ?? (await listens.where({ trackId: track.id }).first());
    // Without its file it is as a track of a history.
    const source = track.source === "file" && file === undefined ? "import" : track.source;
    await tracks.put(belongingTo(heir?.importId, { ...track, source }));
  }
  return own.length - staying.length;
}

/** Runs after the tracks. */
async function removeArtists(library: Library, importId: string): Promise<number> {
  const { artists, tracks } = library;
  const needed = await neededIds(library, "artistId");
  const own = await artists.where({ importId }).toArray();
  const staying = own.filter((artist) => needed.has(artist.id));
  await artists.bulkDelete(own.filter((artist) => !needed.has(artist.id)).map(({ id }) => id));
  for (const artist of staying) {
    const heir = await tracks.where({ artistId: artist.id }).first();
    await artists.put(belongingTo(heir?.importId, artist));
  }
  return own.length - staying.length;
}

function belongingTo<Row extends { readonly importId?: string }>(
  importId: string | undefined,
  row: Row,
): Row {
  const copy = without(row, ["importId"]);
  return importId === undefined ? copy : { ...copy, importId };
}

function without<Row extends object>(row: Row, fields: readonly (keyof Row & string)[]): Row {
  const kept = Object.entries(row).filter(
    ([field]) => !(fields as readonly string[]).includes(field),
  );
  return Object.fromEntries(kept) as Row;
}

/** Items that a listen, a rating, a file or (for artists) a track refers to. */
async function neededIds(
  library: Library,
  field: "trackId" | "artistId",
): Promise<ReadonlySet<ItemId>> {
  const { listens, ratings, tracks, audioFiles } = library;
  const keys = [
    ...(await listens.orderBy(field).uniqueKeys()),
    ...(await ratings.orderBy("itemId").uniqueKeys()),
    ...(await (field === "artistId" ? tracks : audioFiles).orderBy(field).uniqueKeys()),
  ];
  return new Set(keys.map(String));
}

/** Ratings that were replaced return, unless the person has rated the item anew since. */
async function putBack(library: Library, replaced: readonly RatingRow[]): Promise<void> {
  const here = await library.ratings.bulkGet(replaced.map((row) => row.id));
  await library.ratings.bulkPut(replaced.filter((_row, index) => here[index] === undefined));
}
