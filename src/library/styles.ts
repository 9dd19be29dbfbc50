import { Dexie } from "dexie";
import { sha256Hex } from "../base/sha256";
import type { Score } from "../music/score";
import { guarded } from "./errors";
import type { CheckpointRow } from "./rows";
import type { Library } from "./schema";
import { listSongs } from "./songs";
import { fromStored } from "./track-words";

/** The name under which styles lie among the checkpoints. */
const MODEL = "style";
/** Versions kept of a profile's style: the one in use, and those that an undo goes back to. */
const KEPT = 5;
/** Stars from which a score of others is liked, and below which an own song is not. */
const LIKED = 4;
const DISLIKED_BELOW = 3;

/** Keeps a style, in the format of its file; the ones before stay beneath it for an undo. */
export async function keepStyle(
  library: Library,
  profileId: string,
  bytes: Uint8Array,
): Promise<void> {
  const sha256 = await sha256Hex(bytes);
  await guarded(() =>
    library.transaction("rw", library.checkpoints, async () => {
      const before = await stylesOf(library, profileId);
      const createdMs = Math.max(Date.now(), (before.at(-1)?.createdMs ?? 0) + 1);
      const id = `${MODEL}|${profileId}|${createdMs}`;
      await library.checkpoints.add({ id, profileId, model: MODEL, createdMs, bytes, sha256 });
      const old = before.slice(0, Math.max(0, before.length + 1 - KEPT));
      await library.checkpoints.bulkDelete(old.map((row) => row.id));
    }),
  );
}

/** The newest style of a profile whose bytes are as they were kept. */
export async function readStyle(
  library: Library,
  profileId: string,
): Promise<Uint8Array | undefined> {
  const newest = (await guarded(() => stylesOf(library, profileId))).at(-1);
  if (newest === undefined || (await sha256Hex(newest.bytes)) !== newest.sha256) return undefined;
  return newest.bytes;
}

/** Takes the newest style away. @returns the row, to put it back by `restoreStyle` */
export async function undoStyle(
  library: Library,
  profileId: string,
): Promise<CheckpointRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.checkpoints, async () => {
      const newest = (await stylesOf(library, profileId)).at(-1);
      if (newest !== undefined) await library.checkpoints.delete(newest.id);
      return newest;
    }),
  );
}

/** Puts a style back that an undo took away. */
export async function restoreStyle(library: Library, row: CheckpointRow): Promise<void> {
  await guarded(() => library.checkpoints.put(row));
}

/**
 * The scores that a profile's style is learned from, oldest first: songs that were kept and not
 * rated low, and scores of any origin rated four stars or more.
 *
 * @param songIds  only these songs, whatever their rating
 */
export async function tunesOf(
  library: Library,
  profileId: string,
  songIds?: readonly string[],
): Promise<readonly Score[]> {
  const songs = await listSongs(library, profileId);
  return guarded(async () => {
    const ratings = await library.ratings.where({ profileId }).toArray();
    const stars = new Map(ratings.map(({ itemId, value }) => [itemId, value]));
    const own = songs
      .filter(({ id, trackId }) =>
        songIds === undefined
          ? (stars.get(trackId) ?? DISLIKED_BELOW) >= DISLIKED_BELOW
          : songIds.includes(id),
      )
      .toReversed()
      .map(({ scoreId }) => scoreId);
    const liked = ratings.filter(({ value }) => value >= LIKED).map(({ itemId }) => itemId);
    const tracks = songIds === undefined ? await library.tracks.bulkGet(liked) : [];
    const others = tracks.flatMap((row) => (row ? (fromStored(row).scoreId ?? []) : []));
    const scores = await library.scores.bulkGet([...new Set([...own, ...others])]);
    return scores.flatMap((row) => (row ? [row.score] : []));
  });
}

/** Oldest first. */
function stylesOf(library: Library, profileId: string): PromiseLike<CheckpointRow[]> {
  return library.checkpoints
    .where("[profileId+model+createdMs]")
    .between([profileId, MODEL, Dexie.minKey], [profileId, MODEL, Dexie.maxKey])
    .toArray();
}
