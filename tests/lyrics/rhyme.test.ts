import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyseLine } from "../../src/lyrics/line";
import { openLexicon } from "../../src/lyrics/lexicon";
import type { Pronunciation } from "../../src/lyrics/pronunciation";
import { isIdentity, rhymeOf } from "../../src/lyrics/rhyme";
import { openRhymes } from "../../src/lyrics/rhyme-index";
import { core, rest } from "./packed";

const lexicon = openLexicon([core, rest]);
const { pairs } = JSON.parse(
  readFileSync(new URL("../fixtures/lyrics/rhymes.json", import.meta.url), "utf8"),
) as { pairs: [string, string, string][] };

/** Several words are said as one, the first of them stressed. */
function said(text: string): readonly Pronunciation[] {
  if (!text.includes(" ")) return lexicon.pronounce(text);
  const words = analyseLine(lexicon, text).words.map(({ pronunciations: [first = []] }) => first);
  return [words.flatMap((word, i) => word.map((s) => (i > 0 ? { ...s, stress: 0 as const } : s)))];
}

test("pairs checked by hand: the same kind in 96 of 100, rhyme or none in 98", () => {
  const kinds = pairs.map(([one, other]) => rhymeOf(said(one), said(other)) ?? "none");
  // Rhymes of the vowels of two syllables are slant to the one who wrote the pairs.
  const same = pairs.filter(([, , kind], i) =>
    kind === "slant" ? ["slant", "multi"].includes(kinds[i] as string) : kind === kinds[i],
  );
  expect(pairs.length).toBeGreaterThanOrEqual(300);
  expect(same.length / pairs.length).toBeGreaterThanOrEqual(0.96);
  const either = pairs.filter(([, , kind], i) => (kind === "none") === (kinds[i] === "none"));
  expect(either.length / pairs.length).toBeGreaterThanOrEqual(0.98);
});

test("a rhyme of the index is one, and none is the word itself", () => {
  const rhymes = openRhymes(openLexicon(core));
  const found = rhymes.of("night", "perfect");
  const words = found.map(({ word }) => word);
  expect(words).toContain("light");
  expect(words).not.toContain("night");
  expect(found.find(({ word }) => word === "knight")?.identity).toBe(true);
  for (const { word, identity } of found.slice(0, 40)) {
    const alike = lexicon.pronounce(word).some((p) => isIdentity(p, said("night")[0] ?? []));
    expect(rhymeOf(said("night"), said(word))).toBe(alike || identity ? "identity" : "perfect");
  }
  expect(rhymes.of("orange", "perfect")).toEqual([]);
});

test("rhymes come by syllables, then by frequency and theme", () => {
  const rhymes = openRhymes(openLexicon(core));
  const order = rhymes.of("rain", "perfect");
  const sorted = order.every(
    ({ syllables, frequency }, i) =>
      i === 0 ||
      syllables > (order[i - 1]?.syllables ?? 0) ||
      (syllables === order[i - 1]?.syllables && frequency <= (order[i - 1]?.frequency ?? 0)),
  );
  expect(sorted).toBe(true);
  expect(rhymes.of("rain", "perfect", (word) => (word === "crane" ? 20 : 0))[0]?.word).toBe(
    "crane",
  );
});
