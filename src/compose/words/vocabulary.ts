import { isFunctionWord } from "../../lyrics/function-words";
import type { Lexicon } from "../../lyrics/lexicon";
import { isVowel } from "../../lyrics/phones";
import type { Pronunciation } from "../../lyrics/pronunciation";
import type { Tokenizer } from "../../nn/tokenizer/tokenizer";
import type { CorpusWord } from "./corpus-words";
import { stressCode } from "./stress";

/** A word that lines are written with. */
export interface VocabularyWord {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly syllables: number;
  /** Where its main stress falls, as a bit (stress.ts). */
  readonly stress: number;
  /** How often people end a line with it; 0 where they do not. */
  readonly endCount: number;
  readonly count: number;
  /** Every sound from the vowel of the last stressed syllable on; "" where none is stressed. */
  readonly rhyme: string;
  /** The same with the consonants before it: words that share it repeat and do not rhyme. */
  readonly echo: string;
}

/** The words that lines are written with, and which of them rhyme. */
export interface Vocabulary {
  readonly words: readonly VocabularyWord[];
  /** What any word rhymes with and echoes, known here or not. */
  sounds(word: string): Pick<VocabularyWord, "rhyme" | "echo">;
  /** Words with a rhyme key that people end lines with, the most frequent there first. */
  rhyming(key: string): readonly VocabularyWord[];
}

/**
 * The corpus's words whose number of syllables is certain: they stand in the dictionary, and all
 * their pronunciations have as many.
 *
 * @param isBanned  words never to be written
 */
export function openVocabulary(
  corpus: readonly CorpusWord[],
  lexicon: Lexicon,
  tokenizer: Tokenizer,
  isBanned: (word: string) => boolean,
): Vocabulary {
  const wanted = new Set(corpus.flatMap(({ text }) => (isBanned(text) ? [] : [text])));
  const entries = new Map<string, readonly Pronunciation[]>();
  // One pass over the dictionary costs less than so many look-ups.
  for (const { word, pronunciations } of lexicon.entries()) {
    if (wanted.has(word)) entries.set(word, pronunciations);
  }
  const words = corpus.flatMap(({ text, count, endCount }): VocabularyWord[] => {
    const said = entries.get(text) ?? [];
    const [usual] = said;
    if (usual === undefined || said.some(({ length }) => length !== usual.length)) return [];
    return [
      {
        text,
        tokens: tokenizer.encode(text),
        syllables: usual.length,
        stress: stressCode(usual, isFunctionWord(text)),
        endCount,
        count,
        ...soundsOf(usual),
      },
    ];
  });
  const groups = new Map<string, VocabularyWord[]>();
  for (const word of words) {
    if (word.endCount === 0 || word.rhyme === "") continue;
    const group = groups.get(word.rhyme);
    if (group === undefined) groups.set(word.rhyme, [word]);
    else group.push(word);
  }
  for (const group of groups.values()) group.sort((a, b) => b.endCount - a.endCount);
  return {
    words,
    sounds: (word) => soundsOf(lexicon.pronounce(word)[0] ?? []),
    rhyming: (key) => groups.get(key) ?? [],
  };
}

function soundsOf(said: Pronunciation): Pick<VocabularyWord, "rhyme" | "echo"> {
  const echo = echoOf(said);
  const { phones: [...onset] = [] } = stressedFrom(said)[0] ?? {};
  while (onset.length > 0 && !isVowel(onset[0] as string)) onset.shift();
  const [, ...after] = stressedFrom(said);
  const rest = after.flatMap(({ phones }) => phones);
  return { rhyme: [...onset, ...rest].join(" "), echo };
}

/** All phones from the last stressed syllable on. */
export function echoOf(said: Pronunciation): string {
  return stressedFrom(said)
    .flatMap(({ phones }) => phones)
    .join(" ");
}

/** None where no syllable is stressed: the word then rhymes by what stands before it. */
function stressedFrom(said: Pronunciation): Pronunciation {
  const last = said.findLastIndex(({ stress }) => stress > 0);
  return last < 0 ? [] : said.slice(last);
}
