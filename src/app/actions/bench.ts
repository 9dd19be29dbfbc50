import type { Score } from "../../music/score";
import type { Action } from "../action";
import type { Alternative, Workbench } from "../studio/workbench.svelte";

/** A score to be heard as it stands, under an id of its own. */
export interface Audition {
  readonly id: string;
  readonly title: string;
  readonly score: Score;
}

/** Lets a score of the bench sound; pauses it when it is the one sounding and has not changed since. */
export const playBench: Action<Audition> = {
  id: "bench.play",
  label: (t) => t.actions.play,
  run: async ({ player, profile }, { id, title, score }) => {
    if (player.now?.id === id && player.now.score === score) return player.toggle();
    await player.playPiece({ id, title, artist: profile.name, score });
  },
};

interface Proposed {
  readonly bench: Workbench;
  readonly alternative: Alternative;
}

/** An alternative takes the place of the piece as it stands. */
export const keepAlternative: Action<Proposed> = {
  id: "alternative.keep",
  label: (t) => t.desk.keep,
  run: async (app, { bench, alternative }) => {
    if (app.player.now?.id === alternative.id) await app.player.stop();
    bench.keep(alternative);
  },
};

/** Sets an alternative aside. */
export const rejectAlternative: Action<Proposed> = {
  id: "alternative.reject",
  label: (t) => t.desk.reject,
  run: async (app, { bench, alternative }) => {
    if (app.player.now?.id === alternative.id) await app.player.stop();
    bench.reject(alternative.id);
  },
};
