import { readFile } from "node:fs/promises";
import process from "node:process";
import { measureTunes } from "./tunes/measures";

/*
 * What the tunes of ABC files are like, a JSON object a file:
 *   npx tsx scripts/measure-tunes.ts written.abc ../shared/data/tunes/oneills1850.abc
 */

for (const file of process.argv.slice(2)) {
  const measures = measureTunes(await readFile(file, "utf8"));
  process.stdout.write(`${JSON.stringify({ file: file.split("/").at(-1), ...measures })}\n`);
}
