import process from "node:process";
import { parseArgs } from "node:util";
import { measureOverlap } from "./tunes/overlap";
import { scoresOf } from "./tunes/scores";

/*
 * How near written tunes are to a collection in nine features, a JSON object a feature:
 *   npx tsx scripts/measure-overlap.ts written.abc ../shared/data/tunes/*.abc [--draws 25]
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draws: { type: "string", default: "25" } },
});
const [file, ...books] = positionals;
const draws = Number(values.draws);
if (file === undefined || books.length === 0 || !(draws >= 1)) {
  throw new Error("Say which tunes, and which books: measure-overlap written.abc book.abc …");
}
const collection = (await Promise.all(books.map(scoresOf))).flat();
for (const feature of measureOverlap(await scoresOf(file), collection, draws)) {
  process.stdout.write(`${JSON.stringify(feature)}\n`);
}
