import type { CommunityRow, TrackRow } from "../../library/rows";
import { putTrackBack, takeTrack, type TakenTrack } from "../../library/audio-files";
import { removeTrack, saveForLater } from "../../library/tracks";
import { deleteCommunity } from "../../library/communities";
import type { Action } from "../action";
import type { App } from "../app.svelte";
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

/** Takes a track out of the library, with the copy of its file. */
export const remove: Action<TrackRow, TakenTrack | undefined> = {
  id: "track.remove",
  label: (t) => t.actions.remove,
  when: (_, { source }) => ["saved", "import", "file"].includes(source),
  run: (app, track) => takeTrack(app.services.library, track.id),
  done: (t, track) => t.actions.removed(track.title),
  undo: async (app, _, taken) => {
    if (taken) await putTrackBack(app.services.library, taken);
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
    if (summary) await musicChanged(app);
    void app.analysing.start();
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
    await musicChanged(app);
  },
  done: (t, { name }) => t.actions.importUndone(name),
};

/** Tracks came or went: their pictures are looked up anew, and Home reads the library again. */
async function musicChanged(app: App): Promise<void> {
  app.looks.clear();
  await app.home.load();
}

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
