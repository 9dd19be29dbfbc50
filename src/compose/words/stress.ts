import type { Pronunciation } from "../../lyrics/pronunciation";

/** A word that may stand on strong and weak places: one syllable of a small word. */
const FREE = 1;
const MOST_PLACES = 8;

/**
 * Where a word's main stress falls, as one bit, so that the words below a node of a trie are the
 * union of theirs: bit 0 for a small word of one syllable, bit 1 + i for a stress on syllable i.
 */
export function stressCode(said: Pronunciation, isSmall: boolean): number {
  if (said.length === 1 && isSmall) return FREE;
  const main = said.findIndex(({ stress }) => stress === 1);
  return 2 << Math.min(Math.max(0, main), MOST_PLACES);
}

/**
 * Whether one of the words behind a code suits the line from a place on: its main stress falls
 * where a stress is wanted.
 *
 * @param place     syllables of the line before the word
 * @param stresses  for each syllable of the line, 1 where a stress is wanted
 */
export function suits(code: number, place: number, stresses: readonly (0 | 1)[]): boolean {
  if ((code & FREE) !== 0) return true;
  for (let main = 0; main <= MOST_PLACES; main++) {
    if ((code & (2 << main)) !== 0 && stresses[place + main] === 1) return true;
  }
  return false;
}

/** A word of a line as far as stress goes. */
export interface StressedWord {
  readonly syllables: number;
  readonly stress: number;
}

/** Share of the words with a stress of their own that suit their place, 0–1; 1 where there is none. */
export function stressShare(words: readonly StressedWord[], stresses: readonly (0 | 1)[]): number {
  let place = 0;
  let judged = 0;
  let suited = 0;
  for (const { syllables, stress } of words) {
    if (stress !== FREE) {
      judged++;
      if (suits(stress, place, stresses)) suited++;
    }
    place += syllables;
  }
  return judged === 0 ? 1 : suited / judged;
}
