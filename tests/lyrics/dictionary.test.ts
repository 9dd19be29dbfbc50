import { expect, test } from "vitest";
import { cmuEntries } from "../../scripts/lexicon/entries";
import { openLexicon } from "../../src/lyrics/lexicon";
import { formatArpabet } from "../../src/lyrics/pronunciation";
import { core, rest } from "./packed";

const lexicon = openLexicon([core, rest]);

test("every entry of the CMU dictionary is given back, with its variants in order", () => {
  const all = cmuEntries();
  const differing: string[] = [];
  let words = 0;
  for (const { word, pronunciations } of lexicon.entries()) {
    words++;
    const texts = pronunciations.map(formatArpabet);
    if (texts.join() !== all.get(word)?.join()) differing.push(`${word}: ${texts.join()}`);
  }
  expect(differing).toEqual([]);
  expect(words).toBe(all.size);
});

test("the files are no larger than they may be", () => {
  expect(core.length + rest.length).toBeLessThanOrEqual(700_000);
  expect(core.length).toBeLessThan(100_000);
});

test("a word is found where it stands, in the core or in the rest", () => {
  const all = [...cmuEntries()];
  for (let i = 0; i < all.length; i += 997) {
    const [word, texts] = all[i] as (typeof all)[number];
    expect(lexicon.has(word)).toBe(true);
    expect(lexicon.pronounce(word).map(formatArpabet)).toEqual(texts);
  }
});

test("the core has the words that are used most, and leads the list", () => {
  const small = openLexicon(core);
  for (const word of ["the", "love", "river", "tomorrow", "don't"]) {
    expect(small.has(word)).toBe(true);
  }
  expect(small.has("aardvark")).toBe(false);
  expect(lexicon.words.length).toBe(126_046);
  expect(lexicon.words[0]).toBe("the");
  expect(lexicon.frequency("the")).toBe(15);
  expect(lexicon.frequency("aalborg")).toBe(0);
});

test("a person's own pronunciation goes before the dictionary's", () => {
  const own = openLexicon(core, new Map([["Tomato", "T AH0 M AA1 T OW0"]]));
  expect(own.pronounce("tomato").map(formatArpabet)).toEqual(["T AH0 M AA1 T OW0"]);
  expect(own.has("TOMATO")).toBe(true);
  expect(() => openLexicon(core, new Map([["x", "T QQ"]]))).toThrow('"x": "QQ" is not a phone');
});

test.each([
  ["nothing", new Uint8Array()],
  ["another file", Uint8Array.from({ length: 200 }, (_, i) => i)],
  ["a file cut short", core.slice(0, 5000)],
  ["a changed byte", core.map((byte, i) => (i === 30_000 ? byte ^ 1 : byte))],
  ["the other file", rest],
])("%s is refused", (_, bytes) => {
  expect(() => openLexicon(bytes)).toThrow(RangeError);
});
