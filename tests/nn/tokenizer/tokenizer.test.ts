import fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chunksOf, joinPieces, normaliseLine } from "../../../src/nn/tokenizer/text";
import { openTokenizer, type Vocabulary } from "../../../src/nn/tokenizer/tokenizer";
import tiny from "../../fixtures/nn/transformer/config.json";

const vocabulary = tiny.architecture as unknown as Vocabulary;
const tokenizer = openTokenizer(vocabulary);
const piecesOf = (text: string) => tokenizer.encode(text).map((token) => tokenizer.pieces[token]);

test.each([
  ["O’er hill & dale -- the blessèd", "o'er hill  and  dale — the blessed"],
  ["half - way — there –", "half — way — there —"],
  ["-sea-shore-, 'tis", "sea-shore, 'tis"],
  ["ÆSOP’S\tnaïve\u2028café…", "aesop's naive cafe..."],
  ["smile 🙂 {now}", "smile  now"],
])("%s is normalised", (text, normal) => expect(normaliseLine(text)).toBe(normal));

test.each([
  [
    "he said: 'come, 'tis late!'",
    ["he", "said", ":", " '", "come", ",", " '", "tis", "late", "!", "'"],
  ],
  ["(alas!) sea-shore", [" (", "alas", "!", ")", "sea", "-", "shore"]],
  ["th' men o'er", ["th", "'", "men", "o'er"]],
  ['"why?" she', [' "', "why", "?", '"', "she"]],
])("%s is cut into words and marks", (text, chunks) => {
  expect(chunksOf(text)).toEqual(
    chunks.map((chunk) => (/^[a-z]/.test(chunk) ? ` ${chunk}` : chunk)),
  );
});

test("of merges the one of lowest rank goes first, wherever it stands", () => {
  const pieces = ["<x>", " ", "a", "b", "c", "bc", "ab", " a"];
  const merges = [
    ["b", "c"],
    ["a", "b"],
    [" ", "a"],
  ] as const;
  const small = openTokenizer({ pieces, merges, special: { "<x>": 0 } });
  expect(small.encode("abc")).toEqual([7, 5]);
  expect(small.encode("ab")).toEqual([1, 6]);
  expect(small.decode([0, 7, 5, 0])).toBe("abc");
});

const line = fc.string({
  unit: fc.constantFrom(..."abeghilmnorstuw019 '-,.;:!?\"()—’“é—  \n&Z"),
  maxLength: 40,
});

test("what is decoded is the line as the model knows it", () => {
  fc.assert(
    fc.property(line, (text) => {
      const tokens = tokenizer.encode(text);
      const canonical = tokenizer.decode(tokens);
      expect(canonical).toBe(joinPieces(chunksOf(text)));
      // Nothing but spaces is lost or added to the normalised line, and it stands from then on.
      const dense = (line: string) => line.replaceAll(" ", "");
      expect(dense(canonical)).toBe(dense(normaliseLine(text)));
      expect(tokenizer.encode(canonical)).toEqual(tokens);
    }),
  );
});

test("words that the merges know are one piece; others are spelt", () => {
  expect(piecesOf("the")).toEqual([" the"]);
  expect(piecesOf("qu")).toEqual([" ", "q", "u"]);
});

test("a vocabulary that does not hold together is refused, as is a token beyond it", () => {
  const merges = [["q", "q"]] as const;
  expect(() => openTokenizer({ ...vocabulary, merges })).toThrow('the merge of "q" and "q"');
  expect(() => tokenizer.decode([4096])).toThrow(RangeError);
});

const model = "public/models/words@1/config.json";
const cases = "tests/fixtures/words-model/cases.json";

interface Case {
  readonly text: string;
  readonly normal: string;
  readonly tokens: readonly number[];
  readonly canonical: string;
}

describe.runIf(existsSync(model) && existsSync(cases))("with the shipped pieces", () => {
  test("every text is cut as the trainer cuts it", () => {
    const config = JSON.parse(readFileSync(model, "utf8")) as { architecture: Vocabulary };
    const shipped = openTokenizer(config.architecture);
    const { texts } = JSON.parse(readFileSync(cases, "utf8")) as { texts: readonly Case[] };
    for (const { text, normal, tokens, canonical } of texts) {
      expect(normaliseLine(text)).toBe(normal);
      expect(shipped.encode(text)).toEqual(tokens);
      expect(shipped.decode(tokens)).toBe(canonical);
    }
  });
});
