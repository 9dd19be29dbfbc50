import { PHONES, VOWELS } from "../phones";

/** Letters that a tree sees on each side. */
const REACH = 4;
/** Features of a letter: its neighbours, the kinds of some of them, and what was said before it. */
export const LETTER_FEATURES = 2 * REACH + 9;

/** By letter: 0 beyond the word, 1 vowel, 2 consonant, 3 y and w, 4 sign. */
const kinds = Uint8Array.from("012221222122222122222123232444", Number);

/**
 * Features of one letter.
 *
 * @param letters  of the whole word
 * @param phones   numbers of the phones of the letters before, `count` of them
 */
export function letterFeatures(
  into: Uint8Array,
  letters: Uint8Array,
  at: number,
  phones: Uint8Array,
  count: number,
): void {
  for (let i = 1; i <= REACH; i++) {
    into[i - 1] = letters[at - i] ?? 0;
    into[REACH + i - 1] = letters[at + i] ?? 0;
  }
  let f = 2 * REACH;
  for (let i = -2; i <= 3; i++) {
    if (i !== 0) into[f++] = kinds[letters[at + i] ?? 0] as number;
  }
  into[f++] = count > 0 ? (phones[count - 1] as number) + 1 : 0;
  into[f++] = count > 1 ? (phones[count - 2] as number) + 1 : 0;
  let vowel = count - 1;
  while (vowel >= 0 && (phones[vowel] as number) >= VOWELS) vowel--;
  into[f++] = vowel >= 0 ? (phones[vowel] as number) + 1 : 0;
  into[f] = Math.min(at, 4);
}

/** Features of a vowel. */
export const VOWEL_FEATURES = 23;
/** The last of them is known only when the primary stress is: how far it lies from this vowel. */
export const FROM_PRIMARY = VOWEL_FEATURES - 1;

/** That feature: how many vowels this one lies after the primary. */
export const distance = (i: number, primary: number): number =>
  Math.min(Math.max(i - primary, -4), 4) + 4;

const NONE = PHONES.length; // the phone beyond the word

/**
 * Features of the i-th vowel: its place, its neighbours, the letters that begin and end the word.
 *
 * @param vowels    where in `phones` the vowels stand
 * @param letterOf  for each phone, the letter it came from
 */
export function vowelFeatures(
  into: Uint8Array,
  letters: Uint8Array,
  phones: Uint8Array,
  letterOf: Uint8Array,
  vowels: readonly number[],
  i: number,
): void {
  const count = vowels.length;
  const at = vowels[i] as number;
  const before = vowels[i - 1] ?? -1;
  const after = vowels[i + 1] ?? phones.length;
  const letter = letterOf[at] as number;
  const vowel = (place: number) => phones[vowels[place] ?? -1] ?? NONE;
  let f = 0;
  for (const value of [
    Math.min(count, 7),
    Math.min(i, 7),
    Math.min(count - 1 - i, 7),
    vowel(i),
    vowel(i - 1),
    vowel(i + 1),
    vowel(i + 2),
    vowel(count - 1),
    Math.min(at - before - 1, 4),
    Math.min(after - at - 1, 4),
    Math.min(phones.length - 1 - (vowels[count - 1] as number), 4),
    phones[at + 1] ?? NONE,
    phones[at - 1] ?? NONE,
    letters[letter] as number,
    letters[letter + 1] ?? 0,
  ]) {
    into[f++] = value;
  }
  for (let end = 1; end <= 5; end++) into[f++] = letters[letters.length - end] ?? 0;
  into[f++] = letters[0] as number;
  into[f++] = letters[1] ?? 0;
  into[f] = 0;
}
