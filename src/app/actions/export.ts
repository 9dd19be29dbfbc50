import type { Action } from "../action";
import { saveFile } from "../files";
import type { Playlist } from "../playlist/entry";
import { playlistForms, type PlaylistForm } from "../playlist/write";

/** Saves a list as a file. */
export const exportPlaylist: Action<
  { readonly form: PlaylistForm; readonly playlist: Playlist },
  string
> = {
  id: "list.export",
  label: (t, { form }) => t.home.export[form],
  run: async (_, { form, playlist }) => {
    const { extension, mime, write } = playlistForms[form];
    return saveFile(`${playlist.name}.${extension}`, write(playlist), mime);
  },
  done: (t, _, file) => t.actions.exported(file),
};
