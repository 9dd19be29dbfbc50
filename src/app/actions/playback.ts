import type { ItemId } from "../../base/item";
import { isPlayable } from "../../library/playable";
import type { TrackRow } from "../../library/rows";
import { readTrack } from "../../library/tracks";
import type { Action } from "../action";
import type { Proposal } from "../studio/proposal";

/** Plays a track, with the list it stands in to follow; pauses it when it is the one playing. */
export const playTrack: Action<{
  readonly track: TrackRow;
  readonly queue?: readonly TrackRow[];
}> = {
  id: "track.play",
  label: (t) => t.actions.play,
  when: (_, { track }) => isPlayable(track),
  run: async ({ player }, { track, queue }) => {
    if (player.now?.id === track.id) await player.toggle();
    else await player.playTrack(track, queue);
  },
};

/** Plays a track of the library by its id. */
export const playItem: Action<ItemId> = {
  id: "item.play",
  label: (t) => t.actions.play,
  run: async ({ player, services }, id) => {
    if (player.now?.id === id) return player.toggle();
    const track = await readTrack(services.library, id);
    if (track === undefined) throw new Error(`The track ${id} is no longer here.`);
    await player.playTrack(track);
  },
};

/** Lets a proposal sound. */
export const playProposal: Action<Proposal> = {
  id: "proposal.play",
  label: (t) => t.actions.play,
  run: async ({ player }, { id, candidate: { score, model } }) => {
    if (player.now?.id === id) await player.toggle();
    else await player.playPiece({ id, title: score.title, artist: model, score });
  },
};

/** Play or pause, whatever is in the bar. */
export const toggle: Action = {
  id: "player.toggle",
  label: (t) => t.player.toggle,
  keys: " ",
  when: ({ player }) => player.now !== undefined,
  run: ({ player }) => player.toggle(),
};

export const next: Action = {
  id: "player.next",
  label: (t) => t.player.next,
  keys: "n",
  when: ({ player }) => player.canNext,
  run: ({ player }) => player.next(),
};

export const previous: Action = {
  id: "player.previous",
  label: (t) => t.player.previous,
  keys: "p",
  when: ({ player }) => player.canPrevious,
  run: ({ player }) => player.previous(),
};

export const toggleLoop: Action = {
  id: "player.loop",
  label: (t) => t.player.loop,
  keys: "r",
  when: ({ player }) => player.now !== undefined,
  run: async ({ player }) => player.toggleLoop(),
};
