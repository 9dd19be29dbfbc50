import { readPlaylistTracks } from "../../library/playlist-tracks";
import { isPlayable } from "../../library/playable";
import {
  addPlaylist,
  changePlaylist,
  deletePlaylist,
  restorePlaylist,
  type DeletedPlaylist,
} from "../../library/playlists";
import type { PlaylistRow } from "../../library/rows";
import { readTracks } from "../../library/tracks";
import type { Action } from "../action";
import type { SlateRow } from "../slate-changes";

/** The longest queue that a list makes. */
const queued = 500;

/** Plays what can be played of a list, from its first track. */
export const playPlaylist: Action<PlaylistRow> = {
  id: "playlist.play",
  label: (t) => t.actions.play,
  run: async ({ player, services }, { id }) => {
    const ids = await readPlaylistTracks(services.library, id);
    const tracks = await readTracks(services.library, ids.slice(0, queued));
    const playable = tracks.filter(isPlayable);
    if (playable[0]) await player.playTrack(playable[0], playable);
  },
};

/** Keeps what is here of a list as a playlist, in its order, each track once. */
export const keepAsPlaylist: Action<
  { readonly name: string; readonly rows: readonly SlateRow[] },
  PlaylistRow
> = {
  id: "list.keep",
  label: (t) => t.home.export.keep,
  when: (_, { rows }) => rows.some(({ entry }) => entry.trackId !== undefined),
  run: ({ services, profile }, { name, rows }) => {
    const trackIds = [...new Set(rows.flatMap(({ entry }) => entry.trackId ?? []))];
    return addPlaylist(services.library, { profileId: profile.id, name, trackIds });
  },
  done: (t, { name, rows }, { trackIds }) => {
    const left = rows.filter(({ entry }) => entry.trackId === undefined).length;
    return t.home.export.kept(name, trackIds.length, left);
  },
  undo: ({ services }, _, { id }) => deletePlaylist(services.library, id),
};

export const renamePlaylist: Action<
  { readonly list: PlaylistRow; readonly name: string },
  PlaylistRow | undefined
> = {
  id: "playlist.rename",
  label: (t) => t.library.playlists.rename,
  when: (_, { name }) => name.trim() !== "",
  run: ({ services }, { list, name }) =>
    changePlaylist(services.library, list.id, { name: name.trim() }),
  done: (t, { name }) => t.library.playlists.renamed(name.trim()),
  undo: async ({ services }, { list }, before) => {
    if (before) await changePlaylist(services.library, list.id, { name: before.name });
  },
};

export const removePlaylist: Action<PlaylistRow, DeletedPlaylist | undefined> = {
  id: "playlist.remove",
  label: (t) => t.library.playlists.remove,
  run: ({ services }, { id }) => deletePlaylist(services.library, id),
  done: (t, { name }) => t.library.playlists.removed(name),
  undo: async ({ services }, _, deleted) => {
    if (deleted) await restorePlaylist(services.library, deleted);
  },
};
