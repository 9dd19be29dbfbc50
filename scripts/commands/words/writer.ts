import { readFile } from "node:fs/promises";
import { BuiltInEngine, type BuiltInSettings } from "../../../src/compose/words/engines/built-in";
import type { Judge } from "../../../src/compose/words/judge";
import { openJudge } from "../../../src/compose/words/verse-files";
import { readLexicon } from "./lexicon";
import { openCommittedWords } from "./model";

/** What the corpus's verse is made of. */
const VERSE = new URL("../../../public/models/verse@1/", import.meta.url);
/** One is told what stands before; the others hold drafts. */
const ROWS = 25;

export interface Writer {
  readonly engine: BuiltInEngine;
  readonly judge: Judge;
  close(): void;
}

/**
 * The built-in engine with the committed files, or with the model of another folder.
 *
 * @throws Error when a file is missing or not whole
 */
export async function openWriter(
  folder?: string,
  settings: Partial<BuiltInSettings> = {},
): Promise<Writer> {
  const [model, lexicon, words, passages] = await Promise.all([
    openCommittedWords(ROWS, folder),
    readLexicon(),
    readFile(new URL("words.txt", VERSE), "utf8"),
    readFile(new URL("passages.bin", VERSE)),
  ]);
  const judge = openJudge(lexicon, words, passages);
  if (!judge.ok) throw new Error(judge.fault.message);
  const engine = new BuiltInEngine(model, judge.value, settings);
  return { engine, judge: judge.value, close: () => model.runner.dispose() };
}
