import type { Stress } from "../pronunciation";
import type { LineSyllable } from "./syllable";

/** A word of a line as it is said. */
export interface SpokenWord {
  /** Where its letters stand in the line: first, and after the last. */
  readonly start: number;
  readonly end: number;
  /** The written word cut at its syllables; as many as stresses, or what there is of them. */
  readonly pieces: readonly string[];
  readonly stresses: readonly Stress[];
  /** A word that a line does not stress: "the". */
  readonly weak: boolean;
}

/** What finds the words of a line. */
export type ReadLine = (line: string) => readonly SpokenWord[];

/** Marks at a word's end after which a singer may breathe. */
const PAUSE = /[,.;:!?…)\u2013\u2014，。；：！？、]/;

/**
 * The syllables of a line, each with the punctuation that stands at it. A Chinese character is a
 * syllable of its own.
 *
 * @returns none for a line without words
 */
export function lineSyllables(line: string, read: ReadLine): readonly LineSyllable[] {
  const words = read(line).flatMap((word) => hanApart(line, word));
  const found = words.flatMap((word, w) => {
    const opening = w === 0 ? line.slice(0, word.start) : after(line, words[w - 1], word);
    const closing = before(line, word, words[w + 1]);
    const pieces = cut(line.slice(word.start, word.end), word);
    return pieces.map((piece, i): LineSyllable => {
      const last = i === pieces.length - 1;
      return {
        text: (i === 0 ? opening.trim() : "") + piece + (last ? closing : ""),
        hyphen: !last,
        inside: i > 0,
        weight: weightOf(word, i, pieces.length),
        lineEnd: last && w === words.length - 1,
        pause: last && PAUSE.test(closing),
      };
    });
  });
  return found;
}

/** What stands between two words goes to the first up to its first blank, to the second from there. */
function before(line: string, { end }: SpokenWord, next: SpokenWord | undefined): string {
  const between = line.slice(end, next?.start ?? line.length);
  return next === undefined ? between.trim() : (/^\S*/.exec(between)?.[0] ?? "");
}

function after(line: string, last: SpokenWord | undefined, { start }: SpokenWord): string {
  return /\s(.*)$/s.exec(line.slice(last?.end ?? 0, start))?.[1] ?? "";
}

/** The written word in as many pieces as it has syllables, its letters as they are written. */
function cut(written: string, { pieces, stresses }: SpokenWord): readonly string[] {
  const fits = pieces.length === stresses.length && pieces.join("").length === written.length;
  const count = Math.max(1, Math.min(stresses.length, written.length));
  let from = 0;
  const lengths = fits
    ? pieces.map((piece) => piece.length)
    : Array.from({ length: count }, (_, i) => {
        return (
          Math.floor(((i + 1) * written.length) / count) - Math.floor((i * written.length) / count)
        );
      });
  return lengths.map((length) => written.slice(from, (from += length)));
}

function weightOf(word: SpokenWord, i: number, count: number): LineSyllable["weight"] {
  const stress = word.stresses[i];
  if (stress === undefined) return "free";
  if (count === 1) return word.weak ? "function" : "main";
  if (stress === 0) return "weak";
  return stress === 1 && !word.weak ? "main" : "side";
}

const HAN = /\p{Script=Han}/u;

function hanApart(line: string, word: SpokenWord): readonly SpokenWord[] {
  const written = line.slice(word.start, word.end);
  if (!HAN.test(written)) return [word];
  return [...written.matchAll(/\p{Script=Han}|[^\p{Script=Han}]+/gu)].map(({ 0: piece, index }) => {
    const start = word.start + index;
    return { start, end: start + piece.length, pieces: [piece], stresses: [], weak: false };
  });
}
