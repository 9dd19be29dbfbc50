import type { Pronunciation } from "./pronunciation";

/** How words are said. */
export interface Lexicon {
  /** At least one, the usual first; by the person's override, the dictionary, else by letter-to-sound. */
  pronounce(word: string): readonly Pronunciation[];
  /** In the dictionary or an override. */
  has(word: string): boolean;
  /** All of the dictionary, by frequency where known. */
  readonly words: readonly string[];
}
