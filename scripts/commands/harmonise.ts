import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { harmonise, openHarmony, type HarmonyModel } from "../../src/compose/harmony/harmonise";
import { STYLES } from "../../src/compose/harmony/features";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import { writeTunebook } from "../../src/formats/abc/write";
import type { Score } from "../../src/music/score";
import { readCheckpoint } from "../../src/nn/checkpoint";

const FOLDER = new URL("../../public/models/harmony@1/", import.meta.url);

const usage =
  "harmonise --in F.abc --out F.abc [--per beat|bar] [--colour 0–1] [--seed S] [--style hymn|song] [--keep]";

/**
 * Writes chords over the melodies of an ABC file; one JSON object: {tunes, chords, seconds,
 * skipped}. Chords that are there are replaced, or with --keep stay as they are. A seed asks for
 * another good answer instead of the best.
 *
 * @throws Error with a sentence to act on when an option makes no sense or no tune can be read
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      in: { type: "string" },
      out: { type: "string" },
      per: { type: "string", default: "beat" },
      colour: { type: "string", default: "0" },
      seed: { type: "string" },
      style: { type: "string" },
      keep: { type: "boolean", default: false },
    },
  });
  const { in: from, out: to, per } = values;
  if (from === undefined || to === undefined) throw new Error(`Say what and where to: ${usage}`);
  if (per !== "beat" && per !== "bar") throw new Error(`--per ${per} is not beat or bar.`);
  const colour = Number(values.colour);
  if (!(values.colour.trim() !== "" && colour >= 0 && colour <= 1)) {
    throw new Error(`--colour ${values.colour} is not a number from 0 to 1.`);
  }
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new Error(`--seed ${values.seed} is not a whole number.`);
  }
  const style = STYLES.find((name) => name === values.style);
  if (values.style !== undefined && style === undefined) {
    throw new Error(`--style ${values.style} is not one of ${STYLES.join(", ")}.`);
  }
  const { scores, skipped } = await readTunes(from);
  const model = await openHarmonyModel();
  const began = performance.now();
  const harmonised = scores.map((score): Score => {
    const found = harmonise(model, score, {
      per,
      colour,
      ...(style === undefined ? {} : { style }),
      ...(values.keep ? { locks: score.chords } : {}),
      ...(seed === undefined ? {} : { seed, count: 2 }),
    });
    return { ...score, chords: found.at(-1) ?? [] };
  });
  const seconds = (performance.now() - began) / 1000;
  await writeFile(to, writeTunebook(harmonised)).catch(() => {
    throw new Error(`${to} cannot be written. Is its folder there?`);
  });
  const chords = harmonised.reduce((sum, score) => sum + score.chords.length, 0);
  out({ tunes: scores.length, chords, seconds: Math.round(seconds * 100) / 100, skipped });
}

async function readTunes(file: string): Promise<{ scores: readonly Score[]; skipped: number }> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  const entries = parseTunebook(text);
  const scores = entries.flatMap(({ row, result }) => {
    if (result.ok) return [result.value];
    process.stderr.write(`Tune at row ${row} skipped: ${result.fault.message}\n`);
    return [];
  });
  if (scores.length === 0) throw new Error(`There is no tune to harmonise in ${file}.`);
  return { scores, skipped: entries.length - scores.length };
}

/** The committed harmony model. @throws Error when it is not whole */
export async function openHarmonyModel(): Promise<HarmonyModel> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return openHarmony(checkpoint.value);
}
