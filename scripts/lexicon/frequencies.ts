import { readFile } from "node:fs/promises";

const DATA = new URL("../../../shared/data/words/", import.meta.url);
const FILES = ["prose-en.txt", "verse-en-plain.txt"];

/** How often each word stands in the prose and the plain verse that lie beside the repository. */
export async function countWords(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const file of FILES) {
    const text = (await readFile(new URL(file, DATA), "utf8")).toLowerCase().replaceAll("’", "'");
    for (const [word] of text.matchAll(/[a-z]+(?:['-][a-z]+)*/g)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
