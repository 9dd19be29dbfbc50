import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { writeTunebook } from "../src/formats/abc/write";
import type { Score } from "../src/music/score";
import { run as compose } from "./commands/compose";
import { openKnownTunes } from "./commands/known-tunes";
import { closeness } from "./tunes/closest";
import { measureTunes } from "./tunes/measures";
import { measureOverlap } from "./tunes/overlap";
import { scoresOf } from "./tunes/scores";

/*
 * Writes 1,000 tunes with the committed melody model and makes every table of its card from them:
 *   npx tsx scripts/measure-melody.ts [--count 1000] [--seed 1] [--draws 25] [written.abc]
 *
 * A file that is named is measured instead of new tunes. Into public/models/melody@2: measures.jsonl
 * (by kind, beside the collections), closest.json, overlap.json (dance tunes and airs beside the tune
 * books); then training/melody/card.py writes the card. Songs and hymns are read as ABC from
 * training/.cache, where training/melody/tunebook.py writes them.
 */

const FOLDER = new URL("../public/models/melody@2/", import.meta.url);
const CACHE = new URL("../training/.cache/", import.meta.url);
const DATA = new URL("../../shared/data/tunes/", import.meta.url);
const BOOKS = ["oneills1850.abc", "ryans1883.abc"].map((name) => new URL(name, DATA).pathname);
const SUNG = ["songs.abc", "hymns.abc"].map((name) => new URL(name, CACHE).pathname);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    draws: { type: "string", default: "25" },
  },
});
const file = positionals[0] ?? new URL("written.abc", CACHE).pathname;
if (positionals[0] === undefined) {
  await mkdir(CACHE, { recursive: true });
  const wishes = ["--count", values.count, "--seed", values.seed, "--out", file];
  await compose(wishes, (result) => process.stdout.write(`${JSON.stringify(result)}\n`));
}
const written = await scoresOf(file);
const isSung = ({ type }: Score) => type === "song" || type === "hymn";

const rows: object[] = [];
const measured = (name: string, text: string) => rows.push({ file: name, ...measureTunes(text) });
measured("written", await readFile(file, "utf8"));
for (const [name, scores] of [
  ["written: dance tunes and airs", written.filter((score) => !isSung(score))],
  ["written: songs and hymns", written.filter(isSung)],
] as const) {
  if (scores.length > 0) measured(name, writeTunebook(scores));
}
for (const book of [...BOOKS, ...SUNG].filter((path) => existsSync(path))) {
  measured(book.split("/").at(-1) ?? book, await readFile(book, "utf8"));
}
await writeFile(
  new URL("measures.jsonl", FOLDER),
  rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
);

const close = closeness(written, await openKnownTunes());
await writeFile(new URL("closest.json", FOLDER), `${JSON.stringify(close)}\n`);

const collection = (await Promise.all(BOOKS.map(scoresOf))).flat();
const overlap = measureOverlap(written, collection, Number(values.draws));
await writeFile(new URL("overlap.json", FOLDER), `${JSON.stringify(overlap, undefined, 1)}\n`);

const card = new URL("../training/melody/card.py", import.meta.url).pathname;
execFileSync("python3", [card], { stdio: "inherit" });
