import { language } from "../../i18n/language.svelte";
import type { Authorship } from "../../library/rows";
import { authorshipLines } from "../studio/authorship";
import { writeAbc } from "../../formats/abc/write";
import { writeMidi } from "../../formats/midi/write";
import { readScore } from "../../library/songs";
import type { Score } from "../../music/score";
import type { Action } from "../action";
import type { App } from "../app.svelte";
import { saveFile } from "../files";

/** A score with who wrote it, or where to find both. */
export type ScoreSource =
  | { readonly score: Score; readonly authorship?: Authorship | undefined }
  | { readonly scoreId: string };

/** Saves a piece as a Standard MIDI File. */
export const exportMidi: Action<ScoreSource, string> = {
  id: "score.midi",
  label: (t) => t.actions.exportMidi,
  run: async (app, source) => {
    const { score, authorship } = await scoreOf(app, source);
    const bytes = writeMidi(score, { authorship: linesOf(authorship) });
    return saveFile(`${score.title}.mid`, new Uint8Array(bytes), "audio/midi");
  },
  done: (t, _, file) => t.actions.exported(file),
};

/** Saves a piece in ABC notation. */
export const exportAbc: Action<ScoreSource, string> = {
  id: "score.abc",
  label: (t) => t.actions.exportAbc,
  run: async (app, source) => {
    const { score, authorship } = await scoreOf(app, source);
    // Remarks, which every reader of ABC passes over.
    const remarks = linesOf(authorship).map((line) => `% ${line}\n`);
    return saveFile(`${score.title}.abc`, remarks.join("") + writeAbc(score), "text/vnd.abc");
  },
  done: (t, _, file) => t.actions.exported(file),
};

/** What a track with a score can be saved as; nothing for one without. */
export function scoreFiles(scoreId: string | undefined) {
  if (scoreId === undefined) return [];
  return [exportMidi, exportAbc].map((action) => ({ action, subject: { scoreId } }));
}

function linesOf(authorship: Authorship | undefined): readonly string[] {
  return authorship === undefined ? [] : authorshipLines(language.words, authorship);
}

type Authored = Extract<ScoreSource, { readonly score: Score }>;

async function scoreOf(app: App, source: ScoreSource): Promise<Authored> {
  if ("score" in source) return source;
  const row = await readScore(app.services.library, source.scoreId);
  if (row === undefined) throw new Error("The score is no longer here.");
  return row;
}
