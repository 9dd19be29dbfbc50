import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { poemCost } from "../../../src/compose/words/likelihood";
import { poemsIn } from "../../../src/compose/words/poems";
import { openCommittedWords } from "./model";

/**
 * The model's own cost of the poems of a text file: {bitsPerChar, chars, poems}. A line that starts
 * with # is a title, left out, and begins a poem; empty lines part stanzas. Told free of charge:
 * case, and a poem's theme (docs/formats/verse-tokens.md, "Likelihood"). Characters are those that
 * the model can write, with line ends. With --model DIR: by the config.json and weights.bin there.
 *
 * @throws Error with a sentence to act on when the file holds no poem
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const options = { in: { type: "string" }, model: { type: "string" } } as const;
  const { values } = parseArgs({ args, options });
  if (values.in === undefined) throw new Error("Say which poems: words likelihood --in F.txt");
  const text = await readFile(values.in, "utf8").catch(() => {
    throw new Error(`${values.in} cannot be read. Is it there?`);
  });
  const { verse, runner } = await openCommittedWords(1, values.model);
  const costs = poemsIn(text)
    .map((poem) => poemCost(verse, runner, poem))
    .filter(({ chars }) => chars > 0);
  runner.dispose();
  if (costs.length === 0) throw new Error(`There is no poem to measure in ${values.in}.`);
  const chars = costs.reduce((sum, cost) => sum + cost.chars, 0);
  const bits = costs.reduce((sum, cost) => sum + cost.bits, 0);
  out({ bitsPerChar: bits / chars, chars, poems: costs.length });
}
