import { deleteSong, renameSong, restoreSong, type KeptSong } from "../../library/songs";
import type { SongRow } from "../../library/rows";
import { isCopy } from "../studio/likeness";
import type { Action } from "../action";
import { studioOf } from "../studio/open";
import type { Proposal } from "../studio/proposal";

/** Keeps a proposal: light turns to ink, a song and a track are in the library. */
export const keep: Action<Proposal, KeptSong> = {
  id: "proposal.keep",
  label: (t) => t.actions.keep,
  when: (_, { state, candidate }) => state !== "kept" && !isCopy(candidate.originality),
  run: async (app, proposal) => {
    const kept = await studioOf(app).keep(proposal);
    app.player.adopt(proposal.id, kept.track);
    void app.analysing.start();
    return kept;
  },
  done: (t, { candidate }) => t.actions.kept(candidate.score.title),
  undo: async (app, { id }, { song }) => {
    if (app.player.now?.id === song.trackId) await app.player.stop();
    await deleteSong(app.services.library, song.id);
    studioOf(app).mark(id, { state: "proposed" });
  },
};

/** Sets a proposal aside; the model learns from it later. */
export const reject: Action<Proposal> = {
  id: "proposal.reject",
  label: (t) => t.actions.reject,
  when: (_, proposal) => proposal.state === "proposed",
  run: async (app, { id }) => {
    if (app.player.now?.id === id) await app.player.stop();
    studioOf(app).mark(id, { state: "rejected" });
    await app.taste.say("reject", `score:${id}`);
  },
  done: (t, { candidate }) => t.actions.rejected(candidate.score.title),
  undo: async (app, { id }) => studioOf(app).mark(id, { state: "proposed" }),
};

/** Lets all open proposals go at once. */
export const letGo: Action<void, readonly Proposal[]> = {
  id: "proposals.letGo",
  label: (t) => t.studio.letGo,
  run: async (app) => {
    const studio = studioOf(app);
    const sounding = studio.proposals.some(
      ({ id, state }) => state !== "kept" && id === app.player.now?.id,
    );
    if (sounding) await app.player.stop();
    return studio.letGo();
  },
  done: (t) => t.studio.gone,
  undo: async (app, _, before) => {
    studioOf(app).proposals = before;
  },
};

/** Gives a kept piece another name. */
export const rename: Action<{ readonly song: SongRow; readonly title: string }> = {
  id: "song.rename",
  label: (t) => t.actions.rename,
  when: (_, { song, title }) => title.trim() !== "" && title.trim() !== song.title,
  run: (app, { song, title }) => renameSong(app.services.library, song.id, title.trim()),
  done: (t, { title }) => t.actions.renamed(title.trim()),
  undo: (app, { song }) => renameSong(app.services.library, song.id, song.title),
};

/** Puts a kept piece into the bin. */
export const removeSong: Action<SongRow> = {
  id: "song.remove",
  label: (t) => t.actions.remove,
  run: async (app, song) => {
    if (app.player.now?.id === song.trackId) await app.player.stop();
    await deleteSong(app.services.library, song.id);
    studioOf(app).forget(song.id);
  },
  done: (t, song) => t.actions.removed(song.title),
  undo: (app, song) => restoreSong(app.services.library, song.id),
};
