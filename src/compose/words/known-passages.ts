import { seededRandom } from "../../base/random";

/** Words of an indexed passage, and the distance between the starts of two of them. */
const LENGTH = 5;
const STRIDE = 3;
/**
 * Every run of so many words holds a whole indexed passage: of three starts in a row one is
 * indexed, and the passage that begins there ends with the run.
 */
export const COVERED_WORDS = LENGTH + STRIDE - 1;

/** Passages of texts as hashes: no text can be told from them, only whether a passage is known. */
export interface Passages {
  /** Ascending, each once, below `range`. */
  readonly hashes: Uint32Array;
  /** Of a passage that is not there, `hashes.length / range` are taken for known by chance. */
  readonly range: number;
}

/**
 * Hashes of the passages of five words that begin at every third word.
 *
 * @param texts    each a text's words in order, line ends passed over
 * @param spread   places for each passage: one in so many questions is answered wrongly
 */
export function indexPassages(texts: readonly (readonly string[])[], spread: number): Passages {
  const found = new Set<string>();
  for (const words of texts) {
    for (let i = 0; i + LENGTH <= words.length; i += STRIDE) found.add(passageAt(words, i));
  }
  const range = Math.min(2 ** 32, found.size * spread);
  const hashes = Uint32Array.from(new Set([...found].map((passage) => hashOf(passage, range))));
  return { hashes: hashes.sort(), range };
}

/**
 * Where known passages begin in a text of words: places of their first words, ascending. None
 * means that no run of seven words is the corpus's.
 *
 * @param from  place of the first word that a passage must reach to be looked at
 */
export function knownIn(passages: Passages, words: readonly string[], from = 0): readonly number[] {
  const places: number[] = [];
  for (let i = Math.max(0, from - LENGTH + 1); i + LENGTH <= words.length; i++) {
    if (has(passages.hashes, hashOf(passageAt(words, i), passages.range))) places.push(i);
  }
  return places;
}

function passageAt(words: readonly string[], at: number): string {
  return words.slice(at, at + LENGTH).join(" ");
}

function hashOf(passage: string, range: number): number {
  return Math.floor(seededRandom(passage)() * range);
}

function has(hashes: Uint32Array, hash: number): boolean {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === hash;
}
