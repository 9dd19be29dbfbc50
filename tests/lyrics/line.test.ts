import { expect, test } from "vitest";
import { hyphenate } from "../../src/lyrics/hyphenate";
import { analyseLine } from "../../src/lyrics/line";
import { openLexicon } from "../../src/lyrics/lexicon";
import { formatArpabet, parseArpabet } from "../../src/lyrics/pronunciation";
import { formOf, rhymeScheme } from "../../src/lyrics/scheme";
import { core } from "./packed";

const lexicon = openLexicon(core);

test.each([
  ["The night was long and cold as stone", 8, "01010101"],
  ["Shall I compare thee to a summer's day", 10, undefined],
  ["Tyger tyger burning bright", 7, undefined],
  ["", 0, ""],
])("%s", (text, syllables, stress) => {
  const line = analyseLine(lexicon, text);
  expect(line.syllables).toBe(syllables);
  if (stress !== undefined) expect(line.stresses.join("")).toBe(stress);
});

test("apostrophes belong to the word or quote it", () => {
  const text = "“'Til the singin' dies,” she said—don't 'you' cry!";
  const { words } = analyseLine(lexicon, text);
  expect(words.map((word) => word.text)).toEqual(
    "'Til the singin' dies she said don't you cry".split(" "),
  );
  for (const { text: word, start, end } of words) expect(text.slice(start, end)).toBe(word);
});

test.each([
  ["singin'", "S IH1 NG IH0 N"],
  ["o'er", "AO1 R"],
  ["heav'n", "HH EH1 V N"],
  ["'neath", "N IY1 TH"],
  ["1969", "N AY1 N T IY1 N S IH1 K S T IY0 N AY1 N"],
  ["love-light", "L AH1 V L AY1 T"],
  ["glimmered", "G L IH1 M ER0 D"],
  ["constructor", undefined],
  ["", undefined],
  ["♪", undefined],
])("%s is said by rules", (word, text) => {
  const [said] = lexicon.pronounce(word);
  expect(said).toBeDefined();
  if (text !== undefined) expect(formatArpabet(said ?? [])).toBe(text);
});

test.each(
  (
    "to-geth-er riv-er win-ter o-pen pa-per sum-mer beau-ti-ful lit-tle ta-ble mu-sic li-on po-em " +
    "for-got-ten lone-ly re-mem-ber yes-ter-day to-mor-row sev-en o-cean sing-ing na-tion qui-et " +
    "some-thing but-ter-fly heav-en sto-ry fam-i-ly win-dow gar-den a-way chil-dren peo-ple yel-low"
  ).split(" "),
)("%s", (cut) => {
  expect(hyphenate(lexicon, cut.replaceAll("-", "")).join("-")).toBe(cut);
});

test("a word is cut as it is sung", () => {
  const sung = (text: string) => {
    const read = parseArpabet(text);
    return hyphenate(lexicon, "fire", read.ok ? read.value : []);
  };
  expect(sung("F AY1 R")).toEqual(["fire"]);
  expect(sung("F AY1 ER0")).toEqual(["fi", "re"]);
});

test.each([
  ["night day light say", "ABAB", "alternate quatrain"],
  ["night light day say", "AABB", "couplets"],
  ["moon day tree say", "ABCB", "ballad"],
  ["blue true sky cry shoe", "AABBA", "limerick"],
])("%s", (words, scheme, form) => {
  const found = rhymeScheme(words.split(" ").map((word) => lexicon.pronounce(word)));
  expect(found.join("")).toBe(scheme);
  expect(formOf(found)).toBe(form);
});
