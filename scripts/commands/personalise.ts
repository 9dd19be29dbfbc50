import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { writeStyle } from "../../src/compose/personal/file";
import { learnStyle } from "../../src/compose/personal/learn";
import { readable } from "../../src/compose/personal/session";
import { readShelf } from "../../src/compose/shelf";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import type { Score } from "../../src/music/score";
import { openStepDevice } from "../../src/nn/step-device";
import { openMelodyModel } from "./melody-model";

const usage = "personalise --in F.abc… [--seed N] [--model DIR] --out A";
const SHELF = new URL("../../public/shelf/starter.json", import.meta.url);
/** Of the model's own tunes on the shelf, beside which a style is learned. */
const BOOKS = 80;

/**
 * Learns a style from the tunes of ABC files and writes it as docs/formats/style.md says; one JSON
 * object: {tunes, own, books, kept, trainedMs}, costs in bits a note before and after. With --model DIR: upon the config.json and weights.bin there. Where the
 * held-out tunes did not become likelier nothing is written.
 *
 * @throws Error with a sentence to act on when there is no tune to learn from
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      in: { type: "string", multiple: true, default: [] },
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      model: { type: "string" },
    },
  });
  const files = [...values.in, ...positionals];
  if (files.length === 0 || values.out === undefined) {
    throw new Error(`Say which tunes to learn from and where to write: ${usage}`);
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is not a whole number.`);
  const own = readable((await Promise.all(files.map(scoresOf))).flat());
  if (own.length === 0) throw new Error("There is no tune to learn from in these files.");
  const began = performance.now();
  const { network, weights } = await openMelodyModel("wasm", undefined, values.model);
  network.dispose();
  const shelf = readShelf(JSON.parse(await readFile(SHELF, "utf8")) as unknown);
  if (!shelf.ok) throw new Error(shelf.fault.message);
  const books = readable(shelf.value.pieces.slice(0, BOOKS).map(({ score }) => score));
  const device = await openStepDevice("wasm");
  const learned = await learnStyle(device, weights, own, books, { seed });
  const report = {
    tunes: own.length,
    own: learned.own,
    books: learned.books,
    kept: learned.adapter !== undefined,
    trainedMs: Math.round(performance.now() - began),
  };
  if (learned.adapter !== undefined) {
    const bytes = await writeStyle(weights, {
      adapter: learned.adapter,
      counts: { share: learned.share, tunes: own },
      report,
    });
    await writeFile(values.out, bytes).catch(() => {
      throw new Error(`${values.out} cannot be written. Is its folder there?`);
    });
  }
  out(report);
}

/** The scores of a file; what cannot be read is told on stderr. */
async function scoresOf(file: string): Promise<readonly Score[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  return parseTunebook(text).flatMap(({ row, result }) => {
    if (result.ok) return [result.value];
    process.stderr.write(`${file}, tune at row ${row} skipped: ${result.fault.message}\n`);
    return [];
  });
}
