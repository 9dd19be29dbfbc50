import * as v from "valibot";
import type { Checkpoint } from "../../nn/checkpoint";
import { openTokenizer } from "../../nn/tokenizer/tokenizer";
import { openTransformer, type TransformerOptions } from "../../nn/transformer/open";
import type { TransformerRunner } from "../../nn/transformer/runner";
import { verseCodes } from "./codes";
import type { VerseReader } from "./verse";

/** A model that writes verse, with what turns lines into its tokens. */
export interface WordsModel {
  /** As in "words@1": which model wrote a line is told with it. */
  readonly name: string;
  readonly verse: VerseReader;
  readonly runner: TransformerRunner;
}

const vocabulary = v.object({
  pieces: v.array(v.string()),
  merges: v.array(v.tuple([v.string(), v.string()])),
  special: v.record(v.string(), v.number()),
  common: v.array(v.string()),
});

/**
 * Makes a words model of a checkpoint ready to run.
 *
 * @throws RangeError when the checkpoint holds none that runs here
 */
export async function openWordsModel(
  checkpoint: Checkpoint,
  options: TransformerOptions,
): Promise<WordsModel> {
  const parsed = v.safeParse(vocabulary, checkpoint.architecture);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new RangeError(`The vocabulary's ${v.getDotPath(issue) ?? "whole"}: ${issue.message}`);
  }
  const { common, ...pieces } = parsed.output;
  const tokenizer = openTokenizer(pieces);
  const runner = await openTransformer(checkpoint, options);
  return {
    name: `${checkpoint.name}@${checkpoint.version}`,
    verse: {
      tokenizer,
      codes: verseCodes(tokenizer),
      common: new Set(common),
      context: runner.context,
    },
    runner,
  };
}
