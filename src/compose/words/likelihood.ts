import type { TransformerRunner } from "../../nn/transformer/runner";
import {
  canonicalLine,
  headerTokens,
  lineTokens,
  themeWords,
  turnLine,
  type VerseReader,
} from "./verse";
import { windows, type Window } from "./windows";
import { wordsIn } from "./word-text";

/** What a poem costs. */
export interface Cost {
  /** −log₂ of every token needed to build its lines again: order, line ends and its end included. */
  readonly bits: number;
  /** Of its lines in canonical form, one for each line's end, one more between stanzas. */
  readonly chars: number;
}

const TOLD_THEMES = 3;

/** A poem as the model is told it. */
export interface ToldPoem {
  readonly windows: readonly Window[];
  /** Of its lines in canonical form, line ends counted. */
  readonly chars: number;
}

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
  const { windows: told, chars } = tellPoem(verse, stanzas);
  const nats = told.reduce((sum, { tokens, first }) => sum + natsOf(runner, tokens, first), 0);
  return { bits: nats / Math.LN2, chars };
}

/** The contexts of a poem; none where it has no word. */
export function tellPoem(verse: VerseReader, stanzas: readonly (readonly string[])[]): ToldPoem {
  const turned = stanzas
    .map((lines) => lines.flatMap((line) => turnLine(verse, line) ?? []))
    .filter((lines) => lines.length > 0);
  const lines = turned.flat().map((line) => canonicalLine(verse, line));
  if (lines.length === 0) return { windows: [], chars: 0 };
  const theme = themeWords(verse, lines.flatMap(wordsIn), TOLD_THEMES);
  const units = turned.flatMap((stanza, at) =>
    stanza.map((line, i) => {
      const closes = at === turned.length - 1 ? verse.codes.end : verse.codes.stanza;
      const tokens = lineTokens(verse, line);
      return i === stanza.length - 1 ? [...tokens, closes] : tokens;
    }),
  );
  const head = headerTokens(verse, { theme, begins: true });
  const again = headerTokens(verse, { theme, begins: false });
  return {
    windows: windows(head, again, units, verse.context),
    chars: lines.reduce((sum, line) => sum + line.length + 1, 0) + turned.length - 1,
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
