import { fault, ok, type Result } from "../base/result";
import { isOnset, isVowel, phoneNumber } from "./phones";

/** Of a syllable: 0 none, 1 primary, 2 secondary. */
export type Stress = 0 | 1 | 2;

/** A syllable: ARPAbet phones without stress digits, and its stress. */
export interface Syllable {
  readonly phones: readonly string[];
  readonly stress: Stress;
}

export type Pronunciation = readonly Syllable[];

/**
 * Cuts phones into syllables: each vowel has one, and of the consonants between two vowels the
 * second takes as many as an English word can begin with (maximal onset). Phones without a vowel
 * ("hmm") are one syllable.
 *
 * @param stresses  of the vowels, in their order
 */
export function syllabify(phones: readonly string[], stresses: readonly Stress[]): Pronunciation {
  const vowels = phones.flatMap((phone, i) => (isVowel(phone) ? [i] : []));
  if (phones.length > 0 && vowels.length === 0) return [{ phones, stress: 0 }];
  let start = 0;
  return vowels.map((vowel, i): Syllable => {
    const next = vowels[i + 1];
    let end = phones.length;
    if (next !== undefined) {
      end = vowel + 1;
      while (!isOnset(phones.slice(end, next))) end++;
    }
    const syllable = { phones: phones.slice(start, end), stress: stresses[i] ?? 0 };
    start = end;
    return syllable;
  });
}

/**
 * Reads a pronunciation as the CMU dictionary writes it: phones apart by blanks, a stress digit
 * after each vowel.
 *
 * @example parseArpabet("B AH0 N AE1 N AH0") // three syllables, the second stressed
 */
export function parseArpabet(text: string): Result<Pronunciation> {
  const phones: string[] = [];
  const stresses: Stress[] = [];
  for (const { 0: written, index } of text.matchAll(/\S+/g)) {
    const [, phone = "", digit] = /^([A-Z]+)([012])?$/.exec(written) ?? [];
    if (phoneNumber(phone) < 0 || isVowel(phone) !== (digit !== undefined)) {
      return fault(`"${written}" is not a phone of ARPAbet.`, { column: index + 1 });
    }
    phones.push(phone);
    if (digit !== undefined) stresses.push(Number(digit) as Stress);
  }
  if (phones.length === 0) return fault("The pronunciation is empty.");
  return ok(syllabify(phones, stresses));
}

/** Writes a pronunciation as the CMU dictionary does. */
export function formatArpabet(pronunciation: Pronunciation): string {
  return pronunciation
    .flatMap(({ phones, stress }) =>
      phones.map((phone) => (isVowel(phone) ? phone + String(stress) : phone)),
    )
    .join(" ");
}
