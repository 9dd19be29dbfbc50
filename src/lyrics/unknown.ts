import { numberWords } from "./numbers";
import { isVowel } from "./phones";
import { syllabify, type Pronunciation, type Stress, type Syllable } from "./pronunciation";
import { familyOf, type Known } from "./word-family";

/**
 * How a word is said that the dictionary does not have: by the words it is made of (numbers,
 * hyphens), by a word of its family with an ending, as a compound of two known words, as initials,
 * else letter by letter.
 *
 * @param word   lower case, straight quotes
 * @param spell  letter-to-sound, of letters, quotes, hyphens and full stops
 */
export function sayUnknown(
  word: string,
  known: Known,
  spell: (letters: string) => Pronunciation,
): readonly Pronunciation[] {
  const whole = (part: string) => known(part) ?? sayUnknown(part, known, spell);
  const digits = /^(\D*)(\d{1,15})(\D*)$/.exec(word);
  if (digits !== null) {
    const [, before = "", number = "", after = ""] = digits;
    return [joined([before, ...numberWords(number), after], whole)];
  }
  const parts = word.split(/[^a-z']+/).filter((part) => /[a-z]/.test(part));
  if (parts.length > 1 && !/^(?:[a-z]\.)+/.test(word)) return [joined(parts, whole)];
  const letters = word.replace(/[^a-z']/g, "");
  if (letters !== word && letters !== "" && known(letters) !== undefined) return whole(letters);
  const initials = letters.replaceAll("'", "");
  if (initials === "") return [[{ phones: [], stress: 0 }]];
  if (/^(?:[a-z]\.)+[a-z]?$/.test(word) || !/[aeiouy]/.test(initials)) {
    return known(initials) ?? [spelled(initials, known)];
  }
  return familyOf(letters, known) ?? compound(letters, known) ?? [voiced(spell(letters))];
}

function joined(
  words: readonly string[],
  whole: (word: string) => readonly Pronunciation[],
): Pronunciation {
  return words.filter((word) => word !== "").flatMap((word) => whole(word)[0] ?? []);
}

/** Letters said by their names, the last of them the strongest. */
function spelled(letters: string, known: Known): Pronunciation {
  const names = [...letters].map((letter) =>
    letter === "a"
      ? [{ phones: ["EY"], stress: 1 as Stress }]
      : ((known(`${letter}.`) ?? known(letter) ?? [])[0] ?? []),
  );
  return names.flatMap((name, i) =>
    name.map((syllable): Syllable =>
      i < names.length - 1 && syllable.stress === 1 ? { ...syllable, stress: 2 } : syllable,
    ),
  );
}

const SHORTEST = 4; // letters of a part of a compound
const SHORTEST_COMPOUND = 9; // shorter words are rarely compounds, and often names

/** Two known words written as one ("moonrise"): the first keeps its stress, the second has less. */
function compound(word: string, known: Known): readonly Pronunciation[] | undefined {
  if (word.length < SHORTEST_COMPOUND) return undefined;
  for (let cut = word.length - SHORTEST; cut >= SHORTEST; cut--) {
    const first = known(word.slice(0, cut))?.[0];
    const second = first && known(word.slice(cut))?.[0];
    if (first === undefined || second === undefined) continue;
    return [
      [...first, ...second.map((s): Syllable => ({ ...s, stress: s.stress === 1 ? 2 : s.stress }))],
    ];
  }
  return undefined;
}

/** Letters without a vowel sound among them are one syllable all the same. */
function voiced(pronunciation: Pronunciation): Pronunciation {
  const phones = pronunciation.flatMap((syllable) => syllable.phones);
  return phones.some(isVowel) ? pronunciation : syllabify(["AH", ...phones], [1]);
}
