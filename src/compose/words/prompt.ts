import type { SongLine } from "./request";
import { headerTokens, lineTokens, turnLine, type VerseReader } from "./verse";
import { fitting } from "./windows";

/** Tokens kept free for the line to come. */
const ROOM = 56;

/**
 * What the model is told before a line: the header, and the lines before as far as there is room,
 * the syllables of each; then those of the line to come.
 *
 * @param count      syllables of a line
 * @param syllables  of the line to come
 */
export function promptTokens(
  verse: VerseReader,
  theme: readonly string[],
  before: readonly SongLine[],
  count: (line: string) => number,
  syllables: number,
): readonly number[] {
  const units = before.map((line) => {
    if (line === undefined) return [verse.codes.stanza];
    const turned = turnLine(verse, line);
    return turned === undefined ? [] : lineTokens(verse, turned, count(line));
  });
  const head = headerTokens(verse, { plain: true, theme, begins: true });
  const told = units.flat();
  const isWhole = head.length + told.length + ROOM <= verse.context;
  const start = isWhole ? head : headerTokens(verse, { plain: true, theme, begins: false });
  const shown = isWhole ? told : fitting(units, verse.context / 2 - start.length).flat();
  return [...start, ...shown, verse.codes.syllables(syllables)];
}
