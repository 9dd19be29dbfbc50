import type { Tokenizer } from "../../nn/tokenizer/tokenizer";
import { beginsWord, type VerseCodes } from "./codes";

/** What writes and reads verse as tokens. */
export interface VerseReader {
  readonly tokenizer: Tokenizer;
  readonly codes: VerseCodes;
  /** Words too common to be told as a theme. */
  readonly common: ReadonlySet<string>;
  /** Tokens that a context holds. */
  readonly context: number;
}

/** What a poem is told to be about and like. */
export interface Header {
  readonly plain?: boolean;
  /** At most three are told, the common ones left out. */
  readonly theme?: readonly string[];
  /** The poem begins here. */
  readonly begins: boolean;
}

const TOLD_THEMES = 3;

export function headerTokens(
  { tokenizer, codes, common }: VerseReader,
  { plain = false, theme = [], begins }: Header,
): readonly number[] {
  const told = theme.filter((word) => !common.has(word)).slice(0, TOLD_THEMES);
  return [
    codes.verse,
    ...(plain ? [codes.plain] : []),
    ...(told.length > 0 ? [codes.theme, ...told.flatMap((word) => tokenizer.encode(word))] : []),
    begins ? codes.begin : codes.middle,
  ];
}

/** A line as it is told: its last word with the marks after it, and what stands before. */
export interface TurnedLine {
  readonly end: readonly number[];
  readonly rest: readonly number[];
}

/** Undefined where there is no word. */
export function turnLine({ tokenizer }: VerseReader, line: string): TurnedLine | undefined {
  const tokens = tokenizer.encode(line);
  const last = tokens.findLastIndex((token) => beginsWord(tokenizer.pieces[token] ?? ""));
  return last < 0 ? undefined : { end: tokens.slice(last), rest: tokens.slice(0, last) };
}

/** A line's tokens: [syllables] end word, its marks, to, the rest, line. */
export function lineTokens(
  { codes }: VerseReader,
  { end, rest }: TurnedLine,
  syllables?: number,
): readonly number[] {
  const told = syllables === undefined ? [] : [codes.syllables(syllables)];
  return [...told, ...end, codes.to, ...rest, codes.line];
}

/** The line as people write it: in its canonical form, all in lower case. */
export function canonicalLine({ tokenizer }: VerseReader, { end, rest }: TurnedLine): string {
  return tokenizer.decode([...rest, ...end]);
}

/** The words that stand for what lines are about, best first: by how often they stand there. */
export function themeWords(
  { common }: VerseReader,
  words: readonly string[],
  most: number,
): readonly string[] {
  const count = new Map<string, number>();
  for (const word of words) {
    if (word.length > 2 && !common.has(word)) count.set(word, (count.get(word) ?? 0) + 1);
  }
  const order = [...count].sort(([, a], [, b]) => b - a);
  return order.slice(0, most).map(([word]) => word);
}
