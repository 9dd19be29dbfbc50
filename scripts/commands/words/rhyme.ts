import { parseArgs } from "node:util";
import { openRhymes } from "../../../src/lyrics/rhyme-index";
import type { RhymeStrength } from "../../../src/lyrics/rhyme";
import { readLexicon } from "./lexicon";

const STRENGTHS: readonly RhymeStrength[] = ["perfect", "multi", "slant"];

/**
 * Words that rhyme with a word; a JSON line a word, the strongest rhymes first, each strength by
 * syllables and then by frequency: {word, strength, syllables, frequency}. A word stands once, at
 * its strongest; words that say the same ("night", "knight") are no rhymes and left out.
 *
 * @throws Error when no word is given, or no letters
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { strength: { type: "string" } },
  });
  const [word, ...more] = positionals;
  if (word === undefined || more.length > 0) throw new Error("Say one word: words rhyme WORD");
  const wrong = /[^\p{L}\p{N}'’.-]/u.exec(word);
  if (wrong !== null || !/[\p{L}\p{N}]/u.test(word)) {
    const at = (wrong?.index ?? 0) + 1;
    throw new Error(`"${word}" is not a word: character ${at} is no letter.`);
  }
  const strengths = STRENGTHS.filter((s) => values.strength === undefined || s === values.strength);
  if (strengths.length === 0) throw new Error(`--strength is one of ${STRENGTHS.join(", ")}.`);
  const rhymes = openRhymes(await readLexicon());
  const told = new Set<string>();
  for (const strength of strengths) {
    for (const rhyme of rhymes.of(word, strength)) {
      if (rhyme.identity || told.has(rhyme.word)) continue;
      told.add(rhyme.word);
      const { syllables, frequency } = rhyme;
      out({ word: rhyme.word, strength, syllables, frequency });
    }
  }
}
