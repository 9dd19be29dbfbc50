import { isFunctionWord } from "../../lyrics/function-words";
import type { Lexicon } from "../../lyrics/lexicon";
import type { Pronunciation } from "../../lyrics/pronunciation";
import { rhymeKey } from "../../lyrics/rhyme";
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
  /** The same for words that rhyme perfectly. */
  readonly rhyme: string;
  /** From its main stress on with the consonants before it: the same for words that sound the same there. */
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
  const words = corpus.flatMap(({ text, count, endCount }): VocabularyWord[] => {
    if (isBanned(text) || !lexicon.has(text)) return [];
    const said = lexicon.pronounce(text);
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
    if (word.endCount === 0) continue;
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
  return { rhyme: rhymeKey(said, "perfect"), echo: echoOf(said) };
}

/** Phones from the syllable of the main stress on; of words of one syllable, all. */
export function echoOf(said: Pronunciation): string {
  const main = said.findLastIndex(({ stress }) => stress === 1);
  return said
    .slice(Math.max(0, main))
    .map(({ phones }) => phones.join(" "))
    .join(" ");
}
