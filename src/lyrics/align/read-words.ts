import { isFunctionWord } from "../function-words";
import { hyphenate } from "../hyphenate";
import type { Lexicon } from "../lexicon";
import { analyseLine } from "../line";
import type { ReadLine } from "./spoken";

/** Finds the words of lines by a lexicon, each as it is usually said. */
export function readWords(lexicon: Lexicon): ReadLine {
  return (line) =>
    analyseLine(lexicon, line).words.map(({ text, start, end, pronunciations }) => ({
      start,
      end,
      pieces: hyphenate(lexicon, text),
      stresses: pronunciations[0]?.map((syllable) => syllable.stress) ?? [],
      weak: isFunctionWord(text),
    }));
}
