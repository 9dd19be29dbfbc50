import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { isFunctionWord } from "../src/lyrics/function-words";
import { writeCorpusWords } from "../src/compose/words/corpus-words";
import { indexPassages } from "../src/compose/words/known-passages";
import { SPREAD, writePassages } from "../src/compose/words/passages-file";
import { wordsIn } from "../src/compose/words/word-text";
import { countWords, type Stanza } from "./verse/count-words";
import { nearWords } from "./verse/near-words";

/*
 * Writes public/models/verse@1: the words that people wrote plain verse with, and an index of the
 * passages that the words model learned from, so that none is written again.
 *
 *   npx tsx scripts/build-verse.ts
 */

const DATA = new URL("../../shared/data/words/", import.meta.url);
const FOLDER = new URL("../public/models/verse@1/", import.meta.url);
const PLAIN = "verse-en-plain.txt";
const FILES = ["verse-en.txt", "prose-en.txt"];

if (!existsSync(DATA)) throw new Error("The poems are not here: ../shared/data is missing.");

const read = (file: string) => readFile(new URL(file, DATA), "utf8");
const isText = (line: string) => !line.startsWith("# ");

/** Stanzas as lines, titles left out. */
function stanzasOf(text: string): readonly Stanza[] {
  const parts = text.split(/\n\s*\n/);
  return parts.map((part) => part.split("\n").filter((line) => isText(line) && line !== ""));
}

const plain = await read(PLAIN);
const counted = countWords(stanzasOf(plain));
const near = nearWords(
  stanzasOf(await read(FILES[0] as string)).map((lines) => lines.map(wordsIn)),
  counted.filter(({ text, count }) => count >= 20 && !isFunctionWord(text)).map(({ text }) => text),
);
const words = writeCorpusWords(
  counted.map((word) => ({ ...word, near: near.get(word.text) ?? [] })),
);

const texts = await Promise.all(FILES.map(read));
const runs = texts.map((text) => {
  const all: string[] = [];
  for (const line of text.split("\n").filter(isText)) {
    for (const one of wordsIn(line)) all.push(one);
  }
  return all;
});
const passages = indexPassages(runs, SPREAD);
const bytes = writePassages(passages);

await mkdir(FOLDER, { recursive: true });
await writeFile(new URL("words.txt", FOLDER), words);
await writeFile(new URL("passages.bin", FOLDER), bytes);
await writeFile(new URL("CARD.md", FOLDER), card());

function card(): string {
  const thousands = (count: number) => count.toLocaleString("en");
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  return `# verse@1

What the words model's lines are built from and compared with. No model: nothing is learned.

**words.txt.** The ${thousands(counted.length)} words that stand at least five times in the plain verse, by count; names left out (three in four within a line begin with a capital; months and days stay). A row: the word, its count, the lines that end with it, and the rows, from 0, of up to twelve words that stand in the same stanzas more often than by chance. ${thousands(words.length)} bytes.

**passages.bin.** The ${thousands(passages.hashes.length)} different passages of five words that begin at every third of the ${thousands(total)} words of the verse and the prose, line ends passed over, each as a hash in Rice's code: no text can be told from them. Every run of seven words of the corpus holds one; a passage that is not there is taken for known once in ${SPREAD} times. ${thousands(bytes.length)} bytes.

**Data** (\`training/DATA.md\`):
- \`words/${PLAIN}\` ${hash(plain)}
${FILES.map((file, i) => `- \`words/${file}\` ${hash(texts[i] as string)}`).join("\n")}

Made by \`npx tsx scripts/build-verse.ts\`.
`;
}
