import {
  FROM_PRIMARY,
  distance,
  LETTER_FEATURES,
  VOWEL_FEATURES,
  letterFeatures,
  vowelFeatures,
} from "../../src/lyrics/dictionary/features";
import { LETTERS, compareLetters, lettersOf } from "../../src/lyrics/dictionary/letters";
import { VOWELS, phoneNumber } from "../../src/lyrics/phones";
import { alignWords, type Spelled } from "./align";
import { growTree } from "./grow";

/** A pronunciation in numbers, cut at the letters of its word. */
export interface Cut extends Spelled {
  /** Stress of each vowel. */
  readonly stresses: Uint8Array;
  /** For each letter, which of its groups of phones. */
  readonly groups: Uint8Array;
  /** For each phone, the letter it came from. */
  readonly letterOf: Uint8Array;
}

export interface Trained {
  /** Both in the form of src/lyrics/dictionary/model.ts. */
  readonly groups: Uint8Array;
  readonly nodes: Uint8Array;
  /** The words as the dictionary sorts them, each with its pronunciations. */
  readonly words: readonly (readonly Cut[])[];
}

/** Bits that a question of a tree must save. */
const PRICE = 6;
/** Leaves of the primary tree say in so many steps how likely it is. */
const STEPS = 120;
/** A leaf cannot name a group beyond these; they are too rare to be one. */
const NAMED = 128;

/** Learns how letters sound and where the stress lies, from a dictionary. */
export function train(entries: ReadonlyMap<string, readonly string[]>, price = PRICE): Trained {
  const spelled = [...entries].map(([word, texts]) => texts.map((text) => spelledOf(word, text)));
  const flat = spelled.flat();
  const lengths = alignWords(flat);
  const cutBy = new Map(flat.map((entry, i) => [entry, lengths[i] as Uint8Array]));
  const lists = groupLists(cutBy);
  const words = spelled.map((texts) =>
    texts.map((entry) => cutOf(entry, cutBy.get(entry) as Uint8Array, lists)),
  );
  words.sort(([a], [b]) => compareLetters((a as Cut).letters, (b as Cut).letters));
  const firsts = words.map(([first]) => first as Cut);
  const trees = [...letterTrees(firsts, price), ...stressTrees(firsts, price)];
  return { groups: groupBytes(lists), nodes: concat(trees), words };
}

type Word = Spelled & Pick<Cut, "stresses">;

function spelledOf(word: string, text: string): Word {
  const letters = lettersOf(word);
  if (letters === undefined) throw new Error(`"${word}" has a character that is no letter.`);
  const phones = text.split(" ");
  const stresses = phones.flatMap((phone) => (/\d$/.test(phone) ? [Number(phone.slice(-1))] : []));
  return {
    letters,
    phones: Uint8Array.from(phones, (phone) => phoneNumber(phone.replace(/\d$/, ""))),
    stresses: Uint8Array.from(stresses),
  };
}

/** The groups of each letter as text ("10" or "5,27"), the most frequent first. */
type GroupLists = readonly (readonly string[])[];

function groupTexts({ phones }: Spelled, lengths: Uint8Array): string[] {
  let at = 0;
  return Array.from(lengths, (length) => phones.subarray(at, (at += length)).join());
}

function groupLists(cutBy: ReadonlyMap<Word, Uint8Array>): GroupLists {
  const counts = Array.from({ length: LETTERS }, () => new Map<string, number>());
  for (const [word, lengths] of cutBy) {
    groupTexts(word, lengths).forEach((group, i) => {
      const of = counts[word.letters[i] as number] as Map<string, number>;
      of.set(group, (of.get(group) ?? 0) + 1);
    });
  }
  return counts.map((of) => [...of.keys()].sort((a, b) => (of.get(b) ?? 0) - (of.get(a) ?? 0)));
}

function cutOf(word: Word, lengths: Uint8Array, lists: GroupLists): Cut {
  const groups = groupTexts(word, lengths).map(
    (group, i) => lists[word.letters[i] as number]?.indexOf(group) as number,
  );
  const letterOf = [...lengths].flatMap((length, i) => Array<number>(length).fill(i));
  return { ...word, groups: Uint8Array.from(groups), letterOf: Uint8Array.from(letterOf) };
}

function groupBytes(lists: GroupLists): Uint8Array {
  const bytes = lists.slice(1).flatMap((list) => [
    list.length,
    ...list.flatMap((group) => {
      const phones = group === "" ? [] : group.split(",").map(Number);
      return [phones.length, ...phones];
    }),
  ]);
  return Uint8Array.from(bytes);
}

function* letterTrees(words: readonly Cut[], price: number): Generator<Uint8Array> {
  const rows = Array.from({ length: LETTERS }, () => [] as (readonly [Cut, number, number])[]);
  for (const word of words) {
    let count = 0;
    for (let at = 0; at < word.letters.length; at++) {
      while ((word.letterOf[count] ?? at) < at) count++;
      if ((word.groups[at] as number) < NAMED) {
        rows[word.letters[at] as number]?.push([word, at, count]);
      }
    }
  }
  for (const list of rows.slice(1)) {
    const features = new Uint8Array(list.length * LETTER_FEATURES);
    list.forEach(([word, at, count], r) => {
      const row = features.subarray(r * LETTER_FEATURES);
      letterFeatures(row, word.letters, at, word.phones, count);
    });
    const answers = Uint8Array.from(list, ([word, at]) => word.groups[at] as number);
    yield growTree({ width: LETTER_FEATURES, features, answers }, price);
  }
}

function stressTrees(words: readonly Cut[], price: number): Uint8Array[] {
  const rows: number[][] = [[], []];
  const answers: number[][] = [[], []];
  const row = new Uint8Array(VOWEL_FEATURES);
  for (const { letters, phones, letterOf, stresses } of words) {
    const vowels = [...phones.keys()].filter((i) => (phones[i] as number) < VOWELS);
    const primary = stresses.indexOf(1);
    if (primary < 0) continue;
    for (let i = 0; i < vowels.length; i++) {
      vowelFeatures(row, letters, phones, letterOf, vowels, i);
      rows[0]?.push(...row);
      answers[0]?.push(i === primary ? 1 : 0);
      if (i === primary) continue;
      row[FROM_PRIMARY] = distance(i, primary);
      rows[1]?.push(...row);
      answers[1]?.push(stresses[i] === 2 ? 1 : 0);
    }
  }
  const examples = (tree: number) => ({
    width: VOWEL_FEATURES,
    features: Uint8Array.from(rows[tree] as number[]),
    answers: Uint8Array.from(answers[tree] as number[]),
  });
  const likely = ([no = 0, yes = 0]: Uint32Array) =>
    Math.round((STEPS * (yes + 0.5)) / (yes + no + 1));
  return [growTree(examples(0), price, likely), growTree(examples(1), price)];
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
