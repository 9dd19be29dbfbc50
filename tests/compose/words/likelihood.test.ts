import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { poemCost, surprise, tellPoem } from "../../../src/compose/words/likelihood";
import { poemsIn } from "../../../src/compose/words/poems";
import { headerTokens, lineTokens, themeWords, turnLine } from "../../../src/compose/words/verse";
import { windows } from "../../../src/compose/words/windows";
import { wordsIn } from "../../../src/compose/words/word-text";
import { openWordsModel } from "../../../src/compose/words/words-model";
import { bigramModel, committedWords, verse } from "./bigram";

interface Case {
  readonly stanzas: readonly (readonly string[])[];
  readonly theme: readonly string[];
  readonly tokens: readonly number[];
  /** Of each token after the first. */
  readonly logProbs: readonly number[];
}

const fixture = new URL("../../fixtures/words-model/cases.json", import.meta.url);
const { sequences } = JSON.parse(readFileSync(fixture, "utf8")) as { sequences: readonly Case[] };

test.each(sequences)("$stanzas.0.0: told as the trainer tells it", (poem) => {
  const theme = themeWords(verse, poem.stanzas.flat().flatMap(wordsIn), 3);
  expect(theme.map((word) => ` ${word}`)).toEqual(poem.theme);
  const told = tellPoem(verse, poem.stanzas).windows[0]?.tokens ?? [];
  expect(told.length).toBeGreaterThan(50);
  expect(told).toEqual(poem.tokens.slice(0, told.length)); // the trainer's goes on to 256
});

test("a poem of one context costs what the trainer finds", async () => {
  const poem = sequences.find(({ stanzas }) => tellPoem(verse, stanzas).windows.length === 1);
  if (poem === undefined) throw new Error("The fixture has no poem of one context.");
  const { runner } = await openWordsModel(await committedWords(), { rows: 1 });
  const { bits } = poemCost(verse, runner, poem.stanzas);
  const told = poem.tokens.length - (tellPoem(verse, poem.stanzas).windows[0]?.first as number);
  const nats = poem.logProbs.slice(-told).reduce((sum, log) => sum - log, 0);
  expect(bits / (nats / Math.LN2)).toBeCloseTo(1, 2);
});

test("a poem costs the sum of its tokens after the header, each by the one before it", () => {
  const { codes } = verse;
  const poem = [
    ["The rain is falling,", "The night is long."],
    ["...", "Sleep!"],
  ];
  const { verse: reader, runner } = bigramModel(["the rain is falling,"], 1);
  const lines = ["the rain is falling,", "the night is long.", "sleep!"].map((line) =>
    lineTokens(verse, turnLine(verse, line) ?? { end: [], rest: [] }),
  );
  const [one = [], two = [], three = []] = lines;
  const all = [...one, ...two, codes.stanza, ...three, codes.end];
  const header = headerTokens(verse, { theme: ["rain", "falling", "night"], begins: true });
  let nats = 0;
  [header.at(-1) as number, ...all].forEach((token, i) => {
    runner.truncate(0, 0);
    if (i < all.length) nats += surprise(runner.feed(0, [token]), all[i] as number);
  });
  const cost = poemCost(reader, runner, poem);
  expect(cost.bits).toBeCloseTo(nats / Math.LN2, 9);
  expect(cost.chars).toBe("the rain is falling,\nthe night is long.\n\nsleep!\n".length);
});

test("a poem longer than a context costs every token once", () => {
  const units = Array.from({ length: 40 }, (_, i) => [i, 100 + i, 200 + i, 300 + i, 400 + i]);
  const told = windows([1, 2], [1, 3], units, 64);
  expect(told.flatMap(({ tokens, first }) => tokens.slice(first))).toEqual(units.flat());
  for (const { tokens } of told) expect(tokens.length).toBeLessThanOrEqual(64);
  expect(told[1]?.tokens.slice(0, 2)).toEqual([1, 3]);
  expect(told[1]?.first).toBeLessThanOrEqual(32);
});

test("a line longer than a context goes on after its last half", () => {
  const unit = Array.from({ length: 150 }, (_, i) => i);
  const told = windows([7], [8], [[5], unit], 64);
  expect(told.flatMap(({ tokens, first }) => tokens.slice(first))).toEqual([5, ...unit]);
});

test("poems begin at titles, stanzas at empty lines", () => {
  expect(poemsIn("a\nb\n\nc\n\n# Second\n\n# Its part\nd\r\n\n\n")).toEqual([
    [["a", "b"], ["c"]],
    [["d"]],
  ]);
});
