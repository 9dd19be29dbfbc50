import { Dexie } from "dexie";
import { artistItem, scoreItem } from "../base/item";
import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import type { Score } from "../music/score";
import { LibraryError, guarded } from "./errors";
import { repairRow } from "./repair";
import type { AuthoredChange, Authorship, ScoreRow, SongRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { fromStored, toStored } from "./track-words";

export interface SongDraft {
  readonly profileId: string;
  readonly title: string;
  /** Who it is listed under: the profile's name, or what the person calls the composer. */
  readonly artist: string;
  readonly score: Score;
  readonly authorship: Authorship;
  /** Sounding time with repeats, in ms. */
  readonly durationMs?: number;
}

export interface KeptSong {
  readonly song: SongRow;
  readonly track: TrackRow;
}

/**
 * Keeps a piece: its score, the song, a track that is rated and recommended like any other, and
 * the memory that it was kept, in one transaction.
 *
 * @throws LibraryError `failed` when the score does not hold together
 */
export async function keepSong(library: Library, draft: SongDraft): Promise<KeptSong> {
  const id = crypto.randomUUID();
  const nowMs = Date.now();
  const { profileId, title, artist, authorship } = draft;
  const song: SongRow = {
    id,
    profileId,
    title,
    scoreId: id,
    trackId: scoreItem(id),
    createdMs: nowMs,
    changedMs: nowMs,
  };
  const track: TrackRow = {
    id: song.trackId,
    title,
    artist,
    artistId: artistItem(artist),
    source: "studio",
    addedMs: nowMs,
    scoreId: id,
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
  };
  const checked = repairRow("scores", { id, score: draft.score, createdMs: nowMs, authorship });
  if ("reason" in checked) throw new LibraryError("failed", `The score: ${checked.reason}`);
  const { scores, songs, tracks, artists, feedback } = library;
  return guarded(() =>
    library.transaction("rw", [scores, songs, tracks, artists, feedback], async () => {
      await scores.add(checked.row);
      await songs.add(song);
      await tracks.add(toStored(track));
      if (artist !== "") await artists.put({ id: track.artistId, name: artist });
      await feedback.add({ profileId, timeMs: nowMs, kind: "keep", itemId: track.id });
      return { song, track };
    }),
  );
}

/** Gives a song another title: the song, its track and its score together. */
export async function renameSong(library: Library, songId: string, title: string): Promise<void> {
  const { songs, tracks, scores } = library;
  await guarded(() =>
    library.transaction("rw", [songs, tracks, scores], async () => {
      const song = await presentSong(library, songId);
      await songs.update(songId, { title, changedMs: Date.now() });
      const track = await tracks.get(song.trackId);
      if (track !== undefined) await tracks.put(toStored({ ...fromStored(track), title }));
      const row = await scores.get(song.scoreId);
      if (row !== undefined) await scores.put({ ...row, score: { ...row.score, title } });
    }),
  );
}

/**
 * Writes an edited score in place of the old one, with all that led to it since it was first
 * written; what was measured of the old one is forgotten.
 */
export async function saveScore(
  library: Library,
  songId: string,
  score: Score,
  changes?: readonly AuthoredChange[],
): Promise<void> {
  const { songs, scores, features } = library;
  await guarded(() =>
    library.transaction("rw", [songs, scores, features], async () => {
      const song = await presentSong(library, songId);
      await features.delete(song.trackId);
      const old = await scores.get(song.scoreId);
      const authorship =
        changes === undefined ? old?.authorship : { ...old?.authorship, changes: [...changes] };
      const checked = repairRow("scores", { ...old, score, authorship });
      if ("reason" in checked) throw new LibraryError("failed", `The score: ${checked.reason}`);
      await scores.put(checked.row);
      await songs.update(songId, { changedMs: Date.now() });
    }),
  );
}

/** Puts a song into the bin: its track leaves the library; song and score stay for the way back. */
export async function deleteSong(
  library: Library,
  songId: string,
  nowMs: EpochMs = Date.now(),
): Promise<void> {
  const { songs, tracks } = library;
  await guarded(() =>
    library.transaction("rw", [songs, tracks], async () => {
      const song = await presentSong(library, songId);
      const stored = await tracks.get(song.trackId);
      if (stored === undefined || song.deleted !== undefined) return;
      await songs.put({ ...song, deleted: { timeMs: nowMs, track: fromStored(stored) } });
      await tracks.delete(song.trackId);
    }),
  );
}

/** Takes a song out of the bin, as it was. */
export async function restoreSong(library: Library, songId: string): Promise<void> {
  const { songs, tracks } = library;
  await guarded(() =>
    library.transaction("rw", [songs, tracks], async () => {
      const { deleted, ...song } = await presentSong(library, songId);
      if (deleted === undefined) return;
      await songs.put(song);
      await tracks.put(toStored(deleted.track));
    }),
  );
}

/** Empties the bin of songs that went into it before `beforeMs`. @returns how many are gone */
export async function emptyBin(
  library: Library,
  profileId: string,
  beforeMs: EpochMs,
): Promise<number> {
  const { songs, scores } = library;
  return guarded(() =>
    library.transaction("rw", [songs, scores], async () => {
      const all = await songsOf(library, profileId);
      const gone = all.filter(
        (song) => song.deleted !== undefined && song.deleted.timeMs < beforeMs,
      );
      await songs.bulkDelete(gone.map((song) => song.id));
      await scores.bulkDelete(gone.map((song) => song.scoreId));
      return gone.length;
    }),
  );
}

/** The songs of a profile that are not in the bin, last changed first. */
export async function listSongs(library: Library, profileId: string): Promise<readonly SongRow[]> {
  const all = await guarded(() => songsOf(library, profileId));
  return all.filter((song) => song.deleted === undefined).reverse();
}

/** The songs in the bin, last changed first. */
export async function listBin(library: Library, profileId: string): Promise<readonly SongRow[]> {
  const all = await guarded(() => songsOf(library, profileId));
  return all.filter((song) => song.deleted !== undefined).reverse();
}

/** The song that a track of the studio stands for. */
export async function songOfTrack(library: Library, trackId: ItemId): Promise<SongRow | undefined> {
  return guarded(() => library.songs.where({ trackId }).first());
}

export async function readScore(library: Library, scoreId: string): Promise<ScoreRow | undefined> {
  return guarded(() => library.scores.get(scoreId));
}

function songsOf(library: Library, profileId: string): PromiseLike<SongRow[]> {
  return library.songs
    .where("[profileId+changedMs]")
    .between([profileId, Dexie.minKey], [profileId, Dexie.maxKey])
    .toArray();
}

async function presentSong(library: Library, songId: string): Promise<SongRow> {
  const song = await library.songs.get(songId);
  if (song === undefined) throw new LibraryError("failed", "This song is no longer here.");
  return song;
}
