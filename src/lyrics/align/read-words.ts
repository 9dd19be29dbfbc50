import { isFunctionWord } from "../function-words";
import type { Lexicon } from "../lexicon";
import { analyseLine } from "../line";
import type { ReadLine } from "./spoken";

/**
 * Finds the words of lines by a lexicon, each as it is usually said.
 *
 * @param hyphenate  cuts a written word at its syllables; without it, it is cut evenly
 */
export function readWords(
  lexicon: Lexicon,
  hyphenate: (word: string) => readonly string[] = () => [],
): ReadLine {
  return (line) =>
    analyseLine(lexicon, line).words.map(({ text, start, end, pronunciations }) => ({
      start,
      end,
      pieces: hyphenate(text),
      stresses: pronunciations[0]?.map((syllable) => syllable.stress) ?? [],
      weak: isFunctionWord(text),
    }));
}
