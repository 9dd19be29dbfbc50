import { readPlaylistTracks } from "../../library/playlist-tracks";
import { isPlayable } from "../../library/playable";
import {
  changePlaylist,
  deletePlaylist,
  restorePlaylist,
  type DeletedPlaylist,
} from "../../library/playlists";
import type { PlaylistRow } from "../../library/rows";
import { readTracks } from "../../library/tracks";
import type { Action } from "../action";

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
