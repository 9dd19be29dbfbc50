import type { CommunityRow, TrackRow } from "../../library/rows";
import { addTracks, removeTrack, saveForLater } from "../../library/tracks";
import { deleteCommunity } from "../../library/communities";
import type { Action } from "../action";
import type { ImportSummary } from "../../rpc/contracts/importer";
import type { Item } from "./taste";

/** Puts something that is not here on the list of what to look for. */
export const save: Action<Item, TrackRow> = {
  id: "item.save",
  label: (t) => t.actions.save,
  run: async (app, { itemId, name, kind, artist = "" }) => {
    const track = await saveForLater(app.services.library, {
      title: name,
      artist: kind === "artist" ? name : artist,
    });
    app.home.told.set(itemId, "saved");
    await app.taste.say("save", itemId);
    return track;
  },
  done: (t, { name }) => t.actions.saved(name),
  undo: async (app, { itemId }, track) => {
    await removeTrack(app.services.library, track.id);
    app.home.told.delete(itemId);
  },
};

/** Takes a track out of the library. */
export const remove: Action<TrackRow, TrackRow | undefined> = {
  id: "track.remove",
  label: (t) => t.actions.remove,
  when: (_, track) => track.source === "saved" || track.source === "import",
  run: (app, track) => removeTrack(app.services.library, track.id),
  done: (t, track) => t.actions.removed(track.title),
  undo: async (app, _, track) => {
    if (track) await addTracks(app.services.library, [track]);
  },
};

/** Copies a name for a search somewhere else. */
export const copyName: Action<string> = {
  id: "item.copy",
  label: (t) => t.actions.copy,
  run: (_, name) => navigator.clipboard.writeText(name),
  done: (t, name) => t.actions.copied(name),
};

/** Writes what the preview of an import shows. */
export const importFiles: Action<void, ImportSummary | undefined> = {
  id: "library.import",
  label: (t) => t.library.preview.commit,
  when: (app) => app.importing.stage.kind === "preview",
  run: async (app) => {
    const summary = await app.importing.commit();
    if (summary) await app.home.load();
    return summary;
  },
};

/** Takes an import back. */
export const removeImport: Action<{ readonly importId: string; readonly name: string }> = {
  id: "library.undo-import",
  label: (t) => t.library.imports.undo,
  run: async (app, { importId }) => {
    await app.services.importer.undo({ importId });
    if (app.importing.stage.kind === "done") app.importing.discard();
    await app.home.load();
  },
  done: (t, { name }) => t.actions.importUndone(name),
};

/** Removes a community: the demonstration, or one that is no longer wanted. */
export const removeCommunity: Action<
  CommunityRow | { id: string; name: string; simulated: boolean }
> = {
  id: "community.remove",
  label: (t) => t.actions.remove,
  run: async (app, { id }) => {
    await deleteCommunity(app.services.library, id);
    await app.home.load();
  },
  done: (t, { name, simulated }) => (simulated ? t.actions.demoRemoved : t.actions.removed(name)),
};
