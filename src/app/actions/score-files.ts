import { writeAbc } from "../../formats/abc/write";
import { writeMidi } from "../../formats/midi/write";
import { readScore } from "../../library/songs";
import type { Score } from "../../music/score";
import type { Action } from "../action";
import type { App } from "../app.svelte";
import { saveFile } from "../files";

/** A score, or where to find it. */
export type ScoreSource = Score | { readonly scoreId: string };

/** Saves a piece as a Standard MIDI File. */
export const exportMidi: Action<ScoreSource, string> = {
  id: "score.midi",
  label: (t) => t.actions.exportMidi,
  run: async (app, source) => {
    const score = await scoreOf(app, source);
    return saveFile(`${score.title}.mid`, new Uint8Array(writeMidi(score)), "audio/midi");
  },
  done: (t, _, file) => t.actions.exported(file),
};

/** Saves a piece in ABC notation. */
export const exportAbc: Action<ScoreSource, string> = {
  id: "score.abc",
  label: (t) => t.actions.exportAbc,
  run: async (app, source) => {
    const score = await scoreOf(app, source);
    return saveFile(`${score.title}.abc`, writeAbc(score), "text/vnd.abc");
  },
  done: (t, _, file) => t.actions.exported(file),
};

/** What a track with a score can be saved as; nothing for one without. */
export function scoreFiles(scoreId: string | undefined) {
  if (scoreId === undefined) return [];
  return [exportMidi, exportAbc].map((action) => ({ action, subject: { scoreId } }));
}

async function scoreOf(app: App, source: ScoreSource): Promise<Score> {
  if ("parts" in source) return source;
  const row = await readScore(app.services.library, source.scoreId);
  if (row === undefined) throw new Error("The score is no longer here.");
  return row.score;
}
