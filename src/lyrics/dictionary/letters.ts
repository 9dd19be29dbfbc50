/** The letters of the dictionary's words, in the order in which the words are sorted. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz'-.";

/** Kinds of letters: what a table over letters, with 0 for "none", needs to hold. */
export const LETTERS = ALPHABET.length + 1;

/** Words longer than this are not in the dictionary; the longest of CMU has 34 letters. */
const LONGEST_WORD = 63;

/** Letters as numbers from 1; undefined when a character is no letter of the dictionary. */
export function lettersOf(word: string): Uint8Array | undefined {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const letters = new Uint8Array(word.length);
  for (let i = 0; i < word.length; i++) {
    const letter = ALPHABET.indexOf(word.charAt(i)) + 1;
    if (letter === 0) return undefined;
    letters[i] = letter;
  }
  return letters;
}

export function wordOf(letters: Uint8Array): string {
  let word = "";
  for (const letter of letters) word += ALPHABET.charAt(letter - 1);
  return word;
}

/** Below 0 when the first word stands before the second in the dictionary. */
export function compareLetters(one: Uint8Array, other: Uint8Array): number {
  const both = Math.min(one.length, other.length);
  for (let i = 0; i < both; i++) {
    const difference = (one[i] as number) - (other[i] as number);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
