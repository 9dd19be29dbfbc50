import fc from "fast-check";
import { expect, test } from "vitest";
import { COVERED_WORDS, indexPassages, knownIn } from "../../../src/compose/words/known-passages";
import { readPassages, writePassages } from "../../../src/compose/words/passages-file";
import { readRice, writeRice } from "../../../src/compose/words/rice-code";

const words = fc.array(fc.constantFrom(..."abcdefghij"), { minLength: 20, maxLength: 60 });

test("every run of seven words of the text holds a known passage", () => {
  fc.assert(
    fc.property(words, fc.nat(), (text, start) => {
      const passages = indexPassages([text], 64);
      const at = start % (text.length - COVERED_WORDS + 1);
      expect(knownIn(passages, text.slice(at, at + COVERED_WORDS))).not.toEqual([]);
    }),
  );
});

test("of words that are not the text's hardly any is taken for known", () => {
  const text = Array.from({ length: 3000 }, (_, i) => `a${i}`);
  const other = Array.from({ length: 3000 }, (_, i) => `b${i}`);
  const share = knownIn(indexPassages([text], 64), other).length / 3000;
  expect(share).toBeLessThan(0.03);
});

test("only passages that reach a place are looked at", () => {
  const text = "one two three four five six seven".split(" ");
  const passages = indexPassages([text], 2 ** 20);
  expect(knownIn(passages, text)).toEqual([0]);
  expect(knownIn(passages, text, 4)).toEqual([0]);
  expect(knownIn(passages, text, 5)).toEqual([]);
});

test("Rice's code gives back what went in", () => {
  const numbers = fc.uniqueArray(fc.nat(100_000), { maxLength: 200 });
  fc.assert(
    fc.property(numbers, fc.nat(12), (list, low) => {
      const sorted = Uint32Array.from(list).sort();
      expect(readRice(writeRice(sorted, low), low, sorted.length)).toEqual(sorted);
    }),
  );
});

test("a file comes back whole, and one cut short is refused", () => {
  const passages = indexPassages([Array.from({ length: 200 }, (_, i) => `w${i}`)], 64);
  const bytes = writePassages(passages);
  expect(readPassages(bytes)).toEqual({ ok: true, value: passages });
  expect(readPassages(bytes.subarray(0, bytes.length - 3)).ok).toBe(false);
  expect(readPassages(new Uint8Array(3)).ok).toBe(false);
});
