import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { endingsFor, drawEndings } from "../../../src/compose/words/endings";
import { stressShare, suits } from "../../../src/compose/words/stress";
import { buildTrie } from "../../../src/compose/words/trie";
import { openVocabulary } from "../../../src/compose/words/vocabulary";
import { LineWalk } from "../../../src/compose/words/walk";
import { logProbabilities } from "../../../src/nn/sampling";
import { verse } from "./bigram";
import { lexicon } from "./said";

const { tokenizer, codes } = verse;
const corpus = lexicon.words.map((text) => ({ text, count: 10, endCount: 10, near: [] }));
const vocabulary = openVocabulary(corpus, lexicon, tokenizer, (word) => word === "thee");
const named = (text: string) => vocabulary.words.find((word) => word.text === text);
const rules = {
  trie: buildTrie(vocabulary.words),
  marks: tokenizer.encode(",").concat(tokenizer.encode(";")),
  line: codes.line,
};

/** Walks by chance alone, as far as the mask lets it. */
function walked(budget: number, seed: number, stresses?: readonly (0 | 1)[]): LineWalk {
  const walk = new LineWalk({ ...rules, stresses }, budget);
  const random = seededRandom(seed);
  const mask = new Uint8Array(tokenizer.pieces.length);
  while (!walk.isComplete) {
    mask.fill(0);
    walk.allow(mask);
    const allowed = [...mask.keys()].filter((token) => (mask[token] as number) > 0);
    const best = allowed.filter((token) => mask[token] === 1);
    const choice = best.length > 0 ? best : allowed;
    walk.push(choice[Math.floor(random() * choice.length)] as number);
  }
  return walk;
}

test("words whose syllables are not certain, and banned ones, are left out", () => {
  expect(named("fire")).toBeUndefined();
  expect(named("thee")).toBeUndefined();
  expect(named("remember")).toMatchObject({ syllables: 3, rhyme: "EH M B ER" });
});

test("whatever the draw, a walk ends with exactly the syllables asked for", () => {
  fc.assert(
    fc.property(fc.nat(15), fc.nat(), (budget, seed) => {
      const { words, tokens } = walked(budget, seed);
      expect(words.reduce((sum, { syllables }) => sum + syllables, 0)).toBe(budget);
      const line = tokenizer.decode(tokens);
      const spoken = line.replace(/[,;]/g, " ").split(/ +/).filter(Boolean);
      expect(spoken).toEqual(words.map(({ text }) => text));
      expect(tokenizer.encode(line)).toEqual(tokens.filter((token) => token !== codes.line));
    }),
  );
});

test("where a metre is asked for, stresses fall on its beats as long as a word allows", () => {
  const stresses = [0, 1, 0, 1, 0, 1, 0, 1] as const;
  for (let seed = 0; seed < 30; seed++) {
    expect(stressShare(walked(8, seed, stresses).words, stresses)).toBe(1);
  }
});

test("a token that may not come is refused", () => {
  expect(() => new LineWalk(rules, 4).push(codes.stanza)).toThrow(RangeError);
});

test("a word suits where its main stress falls on a beat; a small word suits anywhere", () => {
  const code = (word: string) => named(word)?.stress ?? 0;
  expect(suits(code("tonight"), 0, [0, 1])).toBe(true);
  expect(suits(code("tonight"), 0, [1, 0])).toBe(false);
  expect(suits(code("window"), 1, [0, 1, 0])).toBe(true);
  expect(suits(code("the"), 0, [1])).toBe(true);
  expect(suits(code("night"), 0, [0])).toBe(false);
});

const free = { syllables: 6, room: 6, rhymes: [], partners: 0, taken: new Set<string>() };

test("end words rhyme, fit, and echo none of those they rhyme with", () => {
  const rhymes = [vocabulary.sounds("night")];
  const found = endingsFor(vocabulary, { ...free, rhymes }).map(({ text }) => text);
  expect(found.sort()).toEqual(["bright", "light", "sight", "white"]);
  const short = endingsFor(vocabulary, { ...free, room: 1 });
  expect(short.every(({ syllables }) => syllables === 1)).toBe(true);
});

test("a line that others will rhyme with ends on a word that leaves them a choice", () => {
  const found = endingsFor(vocabulary, { ...free, partners: 1 }).map(({ text }) => text);
  expect(found).toEqual([]); // six rhymes at least, which these few words do not have
});

test("end words are drawn once each, the likely ones first", () => {
  const endings = endingsFor(vocabulary, free);
  const logits = new Float32Array(tokenizer.pieces.length);
  logits[tokenizer.encode("home")[0] as number] = 20;
  const draw = (seed: number) =>
    drawEndings(vocabulary, endings, logProbabilities(logits), () => 0, seededRandom(seed), 5);
  for (let seed = 0; seed < 20; seed++) {
    const drawn = draw(seed).map(({ text }) => text);
    expect(drawn[0]).toBe("home");
    expect(new Set(drawn).size).toBe(5);
  }
});
