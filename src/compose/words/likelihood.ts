import type { TransformerRunner } from "../../nn/transformer/runner";
import {
  canonicalLine,
  headerTokens,
  lineTokens,
  themeWords,
  turnLine,
  type VerseReader,
} from "./verse";
import { windows } from "./windows";
import { wordsIn } from "./word-text";

/** What a poem costs. */
export interface Cost {
  /** −log₂ of every token needed to build its lines again: order, line ends and its end included. */
  readonly bits: number;
  /** Of its lines in canonical form, one for each line's end, one more between stanzas. */
  readonly chars: number;
}

const TOLD_THEMES = 3;

/**
 * Bits and characters of a poem, its case and its theme given free (the first three of its theme
 * words, docs/formats/verse-tokens.md, "Likelihood"). Lines without a word are left out.
 *
 * @param stanzas  each of its lines
 */
export function poemCost(
  verse: VerseReader,
  runner: TransformerRunner,
  stanzas: readonly (readonly string[])[],
): Cost {
  const told = stanzas
    .map((lines) => lines.flatMap((line) => turnLine(verse, line) ?? []))
    .filter((lines) => lines.length > 0);
  const lines = told.flat().map((line) => canonicalLine(verse, line));
  if (lines.length === 0) return { bits: 0, chars: 0 };
  const theme = themeWords(verse, lines.flatMap(wordsIn), TOLD_THEMES);
  const units = told.flatMap((stanza, at) =>
    stanza.map((line, i) => {
      const closes = at === told.length - 1 ? verse.codes.end : verse.codes.stanza;
      const tokens = lineTokens(verse, line);
      return i === stanza.length - 1 ? [...tokens, closes] : tokens;
    }),
  );
  const head = headerTokens(verse, { theme, begins: true });
  const again = headerTokens(verse, { theme, begins: false });
  const nats = windows(head, again, units, verse.context).map(({ tokens, first }) =>
    natsOf(runner, tokens, first),
  );
  return {
    bits: nats.reduce((sum, cost) => sum + cost, 0) / Math.LN2,
    chars: lines.reduce((sum, line) => sum + line.length + 1, 0) + told.length - 1,
  };
}

/** Surprise at the tokens from `first` on, told those before. */
function natsOf(runner: TransformerRunner, tokens: readonly number[], first: number): number {
  runner.truncate(0, 0);
  const logits = runner.feedAll(0, tokens.slice(0, -1));
  let nats = 0;
  for (let i = first; i < tokens.length; i++) {
    const row = logits.subarray((i - 1) * runner.vocabulary, i * runner.vocabulary);
    nats += surprise(row, tokens[i] as number);
  }
  return nats;
}

/** −ln of the probability of a token, softmax over all. */
export function surprise(logits: Float32Array, token: number): number {
  let top = -Infinity;
  for (const logit of logits) if (logit > top) top = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - top);
  return Math.log(sum) + top - (logits[token] as number);
}
