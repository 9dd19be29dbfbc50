import type { Lexicon } from "../lexicon";
import type { Pronunciation } from "../pronunciation";

export interface ReplacementOptions {
  /** Words at most; 20. */
  readonly most?: number;
  /** What else a word must be: rhyme, theme, not barred. */
  readonly accepts?: (word: string, pronunciation: Pronunciation) => boolean;
}

/**
 * Words for notes that want this stress, the most frequent first: as many syllables, a stressed
 * one exactly where one is wanted; secondary stress suits either.
 *
 * @param word    the word to be replaced, which is not among them
 * @param wanted  for each note of the word, 1 where a stress is wanted; see `lineSlots`
 */
export function replacementsFor(
  lexicon: Pick<Lexicon, "words" | "pronounce">,
  word: string,
  wanted: readonly (0 | 1)[],
  { most = 20, accepts = () => true }: ReplacementOptions = {},
): readonly string[] {
  const own = word.toLowerCase();
  const found: string[] = [];
  for (const candidate of lexicon.words) {
    if (found.length >= most) break;
    if (candidate === own) continue;
    const said = lexicon.pronounce(candidate).find((one) => suits(one, wanted));
    if (said !== undefined && accepts(candidate, said)) found.push(candidate);
  }
  return found;
}

function suits(pronunciation: Pronunciation, wanted: readonly (0 | 1)[]): boolean {
  if (pronunciation.length !== wanted.length) return false;
  return pronunciation.every(({ stress }, i) => {
    return stress === 2 || (wanted[i] === 1) === (stress === 1);
  });
}
