import { VOWELS } from "../phones";
import {
  FROM_PRIMARY,
  LETTER_FEATURES,
  VOWEL_FEATURES,
  distance,
  letterFeatures,
  vowelFeatures,
} from "./features";
import { letterTree, primaryTree, secondaryTree, type SoundModel } from "./model";
import { answer } from "./trees";

/** A word as it is said, letter by letter. */
export interface Said {
  readonly letters: Uint8Array;
  /** For each letter, which of its groups of phones it stands for. */
  readonly groups: Uint8Array;
  /** Numbers of the phones, and for each the letter it came from. */
  readonly phones: Uint8Array;
  readonly letterOf: Uint8Array;
  /** Where in `phones` the vowels stand, and their stresses. */
  readonly vowels: readonly number[];
  readonly stresses: Uint8Array;
}

/** A word said before, for as many letters at the start as both have. */
export interface Guide {
  readonly said: Said;
  readonly shared: number;
}

/**
 * What is said at a place of a word, given what the model expects there. Places rise: the letters;
 * then which vowel has the primary stress; then the stress of each vowel.
 */
export type Choose = (place: number, expected: number) => number;

/** Takes what the model expects: letter-to-sound. */
export const asExpected: Choose = (_, expected) => expected;

const MOST_PHONES = 128;
const phones = new Uint8Array(MOST_PHONES);
const letterOf = new Uint8Array(MOST_PHONES);
const features = new Uint8Array(Math.max(LETTER_FEATURES, VOWEL_FEATURES));

/**
 * Says a word: a tree for each letter chooses the phones it stands for, seeing the letters around
 * it and the phones before; then a tree finds the vowel with the primary stress, another those with
 * a secondary one. Where a guide shares the beginning of the word, up to one letter before they
 * part, what was said there is expected again.
 *
 * @see Black, Lenzo, Pagel, "Issues in building general letter to sound rules", SSW3, 1998
 */
export function say(model: SoundModel, letters: Uint8Array, choose: Choose, guide?: Guide): Said {
  const groups = new Uint8Array(letters.length);
  const guided = guide === undefined ? 0 : guide.shared - 1;
  let count = 0;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as number;
    let expected: number;
    if (at < guided) expected = guide?.said.groups[at] as number;
    else {
      letterFeatures(features, letters, at, phones, count);
      expected = answer(model.trees, letterTree(model, letter), features);
    }
    const group = choose(at, expected);
    groups[at] = group;
    for (const phone of model.groups[letter]?.[group] ?? []) {
      phones[count] = phone;
      letterOf[count++] = at;
    }
  }
  const said = {
    letters,
    groups,
    phones: phones.slice(0, count),
    letterOf: letterOf.slice(0, count),
  };
  const vowels: number[] = [];
  for (let i = 0; i < count; i++) if ((phones[i] as number) < VOWELS) vowels.push(i);
  return { ...said, vowels, stresses: stress(model, { ...said, vowels }, choose, guide, guided) };
}

function stress(
  model: SoundModel,
  { letters, phones, letterOf, vowels }: Omit<Said, "stresses">,
  choose: Choose,
  guide: Guide | undefined,
  guided: number,
): Uint8Array {
  const stresses = new Uint8Array(vowels.length);
  if (vowels.length === 0) return stresses;
  const letterAt = (i: number) => letterOf[vowels[i] as number] as number;
  let expected = -1;
  if (guide !== undefined) {
    const main = guide.said.stresses.indexOf(1);
    const letter = guide.said.letterOf[guide.said.vowels[main] ?? -1] ?? guided;
    if (letter < guided) expected = vowels.findIndex((at) => letterOf[at] === letter);
  }
  if (expected < 0) {
    let best = -1;
    for (let i = 0; i < vowels.length; i++) {
      vowelFeatures(features, letters, phones, letterOf, vowels, i);
      const score = answer(model.trees, primaryTree(model), features);
      if (score > best) [best, expected] = [score, i];
    }
  }
  const primary = choose(letters.length, expected);
  for (let i = 0; i < vowels.length; i++) {
    let usual = 1;
    if (i !== primary) {
      const told = letterAt(i) < guided ? stressAt(guide, letterAt(i)) : -1;
      if (told >= 0) usual = told === 1 ? 0 : told;
      else {
        vowelFeatures(features, letters, phones, letterOf, vowels, i);
        features[FROM_PRIMARY] = distance(i, primary);
        usual = 2 * answer(model.trees, secondaryTree(model), features);
      }
    }
    stresses[i] = choose(letters.length + 1 + i, usual);
  }
  return stresses;
}

/** The stress of a guide's vowel that came from a letter, −1 when none did. */
function stressAt(guide: Guide | undefined, letter: number): number {
  if (guide === undefined) return -1;
  const { said } = guide;
  const vowel = said.vowels.findIndex((at) => said.letterOf[at] === letter);
  return vowel < 0 ? -1 : (said.stresses[vowel] as number);
}
