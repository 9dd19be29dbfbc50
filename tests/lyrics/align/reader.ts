import { dictionary } from "cmu-pronouncing-dictionary";
import { isFunctionWord } from "../../../src/lyrics/function-words";
import { parseArpabet, type Pronunciation } from "../../../src/lyrics/pronunciation";
import type { SpokenWord } from "../../../src/lyrics/align/spoken";

/** The words of a line by the dictionary alone; a word that it lacks is one stressed syllable. */
export function readLine(line: string): readonly SpokenWord[] {
  return [...line.matchAll(/[\p{L}'’]+/gu)].map(({ 0: text, index }): SpokenWord => {
    const stresses = pronounced(text).map((syllable) => syllable.stress);
    const [start, end] = [index, index + text.length];
    return { start, end, pieces: [], stresses, weak: isFunctionWord(text) };
  });
}

export function pronounced(word: string): Pronunciation {
  const text = dictionary[word.toLowerCase().replaceAll("’", "'")];
  const parsed = text === undefined ? undefined : parseArpabet(text);
  return parsed?.ok ? parsed.value : [{ phones: [], stress: 1 }];
}
