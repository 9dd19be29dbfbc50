import { readFileSync } from "node:fs";
import { verseCodes } from "../../../src/compose/words/codes";
import { lineTokens, turnLine, type VerseReader } from "../../../src/compose/words/verse";
import type { WordsModel } from "../../../src/compose/words/words-model";
import { readCheckpoint, type Checkpoint } from "../../../src/nn/checkpoint";
import { openTokenizer, type Vocabulary } from "../../../src/nn/tokenizer/tokenizer";
import { Runner } from "../../../src/nn/transformer/runner";
import type { Engine, Item } from "../../../src/nn/transformer/engine";

interface Architecture extends Vocabulary {
  readonly common: readonly string[];
}

const folder = new URL("../../../public/models/words@1/", import.meta.url);
const config = JSON.parse(readFileSync(new URL("config.json", folder), "utf8")) as {
  readonly architecture: Architecture;
};
const { architecture } = config;
const tokenizer = openTokenizer(architecture);

/** The committed model's pieces and codes. */
export const verse: VerseReader = {
  tokenizer,
  codes: verseCodes(tokenizer),
  common: new Set(architecture.common),
  context: 256,
};

/** The committed model. */
export async function committedWords(): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(config, readFileSync(new URL("weights.bin", folder)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return checkpoint.value;
}

const VOCABULARY = tokenizer.pieces.length;
/** Of a pair that never was, against 1 for each time that one was. */
const RARE = 0.02;

/** Counts of pairs of tokens: a language model as small as can be. */
class BigramEngine implements Engine {
  readonly device = "cpu";
  readonly most = 64;
  readonly #counts = new Map<number, Map<number, number>>();

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const turned = turnLine(verse, line);
      if (turned === undefined) continue;
      const tokens = [verse.codes.line, ...lineTokens(verse, turned)];
      tokens.slice(1).forEach((token, i) => {
        const row = this.#counts.get(tokens[i] as number) ?? new Map<number, number>();
        row.set(token, (row.get(token) ?? 0) + 1);
        this.#counts.set(tokens[i] as number, row);
      });
    }
  }

  run(items: readonly Item[], wanted: readonly number[]): Float32Array {
    const out = new Float32Array(wanted.length * VOCABULARY).fill(Math.log(RARE));
    wanted.forEach((place, i) => {
      const row = this.#counts.get(items[place]?.token as number) ?? new Map<number, number>();
      for (const [token, count] of row) out[i * VOCABULARY + token] = Math.log(count);
    });
    return out;
  }

  copy(): void {}
  dispose(): void {}
}

/** A words model that knows only which token follows which in some lines. */
export function bigramModel(lines: readonly string[], rows: number): WordsModel {
  const shape = {
    kind: "llama" as const,
    vocabulary: VOCABULARY,
    width: 16,
    layers: 1,
    heads: 1,
    inner: 8,
    context: 256,
    base: 10_000,
    epsilon: 1e-5,
  };
  return { name: "bigram@1", verse, runner: new Runner(new BigramEngine(lines), shape, rows) };
}
