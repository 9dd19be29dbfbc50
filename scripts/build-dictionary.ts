import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { packStreams } from "../src/lyrics/dictionary/file";
import { wordOf } from "../src/lyrics/dictionary/letters";
import { readModel } from "../src/lyrics/dictionary/model";
import type { Streams } from "../src/lyrics/dictionary/part";
import { cmuEntries } from "./lexicon/entries";
import { countWords } from "./lexicon/frequencies";
import { packWords, type Counted } from "./lexicon/pack";
import { train } from "./lexicon/train";

/*
 * Writes public/words: the CMU pronouncing dictionary with letter-to-sound trees learned from it,
 * the words that songs and books use most in a file of their own, which the app loads first.
 *
 *   npx tsx scripts/build-dictionary.ts
 */

const FOLDER = new URL("../public/words/", import.meta.url);
const CORE_WORDS = 14_000;

const { groups, nodes, words } = train(cmuEntries());
const model = readModel(groups, nodes);
const counts = await countWords();
const countOf = (cuts: Counted["cuts"]) => counts.get(wordOf(cuts[0]?.letters ?? new Uint8Array()));
const ranked = words
  .map((cuts) => ({ cuts, count: countOf(cuts) ?? 0 }))
  .sort((a, b) => b.count - a.count);
const most = ranked[0]?.count ?? 1;
const least = ranked[CORE_WORDS - 1]?.count ?? 0;

/** 15 for the most frequent words, one less for each halving, 1 for the rarest, 0 for none. */
function frequencyOf(count: number): number {
  return count === 0 ? 0 : Math.max(1, 15 - Math.round(Math.log2(most / count)));
}

function pack(within: (count: number) => boolean): Streams {
  const list = words.map((cuts) => ({ cuts, count: countOf(cuts) ?? 0 }));
  return packWords(
    model,
    list
      .filter(({ count }) => within(count))
      .map(({ cuts, count }) => ({ cuts, frequency: frequencyOf(count) })),
  );
}

const core = pack((count) => count >= least);
const rest = pack((count) => count < least);
const files = {
  "core.bin": packStreams([groups, nodes, ...Object.values(core)]),
  "rest.bin": packStreams(Object.values(rest)),
};
await mkdir(FOLDER, { recursive: true });
for (const [name, bytes] of Object.entries(files)) await writeFile(new URL(name, FOLDER), bytes);
process.stdout.write(
  `${JSON.stringify({
    words: words.length,
    coreWords: core.shared.length,
    trees: nodes.length,
    coreBytes: files["core.bin"].length,
    restBytes: files["rest.bin"].length,
  })}\n`,
);
