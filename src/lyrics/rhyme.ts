import { isVowel } from "./phones";
import type { Pronunciation, Syllable } from "./pronunciation";

export type RhymeStrength = "perfect" | "multi" | "slant";

/** Vowels that a slant rhyme takes for one another. */
const vowelClasses: Readonly<Record<string, string>> = {
  AA: "a",
  AO: "a",
  AE: "e",
  EH: "e",
  IH: "i",
  IY: "i",
  UH: "u",
  UW: "u",
};
/** Consonants that a slant rhyme takes for one another: Pattison's families. */
const consonantClasses: Readonly<Record<string, string>> = {
  P: "t",
  T: "t",
  K: "t",
  B: "d",
  D: "d",
  G: "d",
  M: "n",
  N: "n",
  NG: "n",
  F: "s",
  TH: "s",
  S: "s",
  SH: "s",
  CH: "s",
  HH: "s",
  V: "z",
  DH: "z",
  Z: "z",
  ZH: "z",
  JH: "z",
};

/**
 * What two endings must have in common to rhyme; "" where there is no such rhyme.
 *
 * - perfect: every sound from the vowel of the last stressed syllable on
 * - multi: the vowels of the last two to four syllables, from the last stressed but one (else of
 *   the last three), and the last consonants; a single syllable has none
 * - slant: as perfect, but with classes of like vowels and of like consonants
 *
 * Weak "i" and "u" are one sound, and so are the vowels of "near" and "here", which CMU writes in
 * both ways.
 *
 * @see Pattison, "Writing Better Lyrics", chapter 4, for the families of consonants
 */
export function rhymeKey(pronunciation: Pronunciation, strength: RhymeStrength): string {
  const from = stressedAt(pronunciation);
  if (from < 0) return "";
  if (strength === "multi") return multiKey(pronunciation, from);
  const sounds = soundsFrom(pronunciation, from);
  if (strength === "perfect") return sounds.join(" ");
  return sounds.map((s) => vowelClasses[s] ?? consonantClasses[s] ?? s).join(" ");
}

/** Whether the stressed syllables of two endings begin alike: then they repeat, and do not rhyme. */
export function isIdentity(one: Pronunciation, other: Pronunciation): boolean {
  return (
    rhymeKey(one, "perfect") === rhymeKey(other, "perfect") &&
    onsetOf(one[stressedAt(one)]) === onsetOf(other[stressedAt(other)])
  );
}

/**
 * The strongest way in which two endings rhyme over all the ways they are said: perfect, multi
 * where only the longer run of vowels agrees, slant, identity where one merely repeats the other.
 */
export function rhymeOf(
  ones: readonly Pronunciation[],
  others: readonly Pronunciation[],
): RhymeStrength | "identity" | undefined {
  const pairs = ones.flatMap((one) => others.map((other) => [one, other] as const));
  const agree = (strength: RhymeStrength) =>
    pairs.filter(
      ([a, b]) => rhymeKey(a, strength) !== "" && rhymeKey(a, strength) === rhymeKey(b, strength),
    );
  const perfect = agree("perfect");
  // Words that can be said the same are the same to the ear, however else they can be said.
  if (perfect.some(([a, b]) => isIdentity(a, b))) return "identity";
  if (perfect.length > 0) return "perfect";
  if (agree("multi").length > 0) return "multi";
  return agree("slant").length > 0 ? "slant" : undefined;
}

/** The last stressed syllable, the last of all where none is, −1 where there is no vowel. */
function stressedAt(pronunciation: Pronunciation): number {
  const stressed = pronunciation.findLastIndex(({ stress }) => stress > 0);
  const last = pronunciation.findLastIndex(({ phones }) => phones.some(isVowel));
  return stressed < 0 ? last : stressed;
}

function vowelAt({ phones }: Syllable): number {
  return phones.findIndex(isVowel);
}

function onsetOf(syllable: Syllable | undefined): string {
  return syllable === undefined ? "" : syllable.phones.slice(0, vowelAt(syllable)).join(" ");
}

/** Sounds from the vowel of a syllable on, likes written alike. */
function soundsFrom(pronunciation: Pronunciation, from: number): string[] {
  const sounds = pronunciation.slice(from).flatMap((syllable, i) => {
    const phones = syllable.phones.slice(i === 0 ? vowelAt(syllable) : 0);
    return phones.map((phone) => soundOf(phone, syllable, i > 0));
  });
  return sounds.map((s, i) => (s === "IH" && sounds[i + 1] === "R" ? "IY" : s));
}

function soundOf(phone: string, { stress }: Syllable, after: boolean): string {
  return after && stress === 0 && (phone === "AH" || phone === "IH") ? "@" : phone;
}

function multiKey(pronunciation: Pronunciation, last: number): string {
  if (pronunciation.length < 2) return "";
  const before = pronunciation.slice(0, last).findLastIndex(({ stress }) => stress > 0);
  const near = before >= pronunciation.length - 4 ? before : -1;
  const from = near >= 0 ? near : Math.max(0, pronunciation.length - 3);
  const tail = pronunciation.slice(from);
  const vowels = tail.map((s) => soundOf(s.phones[vowelAt(s)] ?? "", s, s.stress === 0));
  const final = tail.at(-1) as Syllable;
  return `${vowels.join(" ")} ${final.phones.slice(vowelAt(final) + 1).join(" ")}`.trim();
}
