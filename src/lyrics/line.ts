import { isFunctionWord } from "./function-words";
import type { Lexicon } from "./lexicon";
import type { Pronunciation, Stress } from "./pronunciation";
import { rhymeKey, type RhymeStrength } from "./rhyme";

/** A word of a line: `text` from `start` to before `end`, in UTF-16 units of the line. */
interface WordSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly pronunciations: readonly Pronunciation[];
}

export interface LineAnalysis {
  readonly words: readonly WordSpan[];
  readonly syllables: number;
  /** Of each syllable; function words of one syllable are weak. */
  readonly stresses: readonly Stress[];
  readonly rhymeKeys: Readonly<Record<RhymeStrength, string>>;
}

/** Letters and digits, joined by apostrophes and hyphens, an apostrophe at either end. */
const WORD = /['’]?[\p{L}\p{N}]+(?:(?:['’.-]|['’]-)[\p{L}\p{N}]+)*['’]?/gu;
/** Words whose first letters are left out; before others an apostrophe is a quotation mark. */
const SHORTENED =
  /^['’](?:tis|twas|twere|twill|til|till|cause|em|bout|round|neath|gainst|mongst|n|gain|course)(?:['’]|$)/i;
const WORDS_OF_RHYME = 4; // a rhyme that spans more words is not heard as one

/** The words of a line with how each is said, the syllables, their stresses, and what rhymes with it. */
export function analyseLine(lexicon: Lexicon, text: string): LineAnalysis {
  const words = wordsOf(lexicon, text);
  const said = words.map(({ text: word, pronunciations }) => stressedIn(word, pronunciations[0]));
  const stresses = said.flatMap((pronunciation) => pronunciation.map(({ stress }) => stress));
  // The last word bears the rhyme, weak or not.
  const ending = [
    ...said.slice(-WORDS_OF_RHYME, -1).flat(),
    ...(words.at(-1)?.pronunciations[0] ?? []),
  ];
  const key = (strength: RhymeStrength) => rhymeKey(ending, strength);
  return {
    words,
    syllables: stresses.length,
    stresses,
    rhymeKeys: { perfect: key("perfect"), multi: key("multi"), slant: key("slant") },
  };
}

/** A word as a line says it: a function word of one syllable is weak. */
function stressedIn(word: string, pronunciation: Pronunciation = []): Pronunciation {
  const weak = pronunciation.length === 1 && isFunctionWord(word);
  return weak
    ? pronunciation.map((syllable) => ({ ...syllable, stress: 0 as const }))
    : pronunciation;
}

/** Apostrophes at the ends of a word are its own ("'til", "singin'", "the girls'") or quotation marks. */
function wordsOf(lexicon: Lexicon, text: string): WordSpan[] {
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => {
    let start = index;
    let end = index + found.length;
    if (/^['’]/.test(found) && !SHORTENED.test(found)) start++;
    if (/['’]$/.test(found) && (start === index + 1 || !/(?:s|in|o)['’]$/i.test(found))) end--;
    const word = text.slice(start, end);
    return { text: word, start, end, pronunciations: lexicon.pronounce(word) };
  });
}
