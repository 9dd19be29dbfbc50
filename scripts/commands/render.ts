import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { STYLES, styleFor } from "../../src/compose/arrange/styles";
import { parseAbc } from "../../src/formats/abc/tunebook";
import { parseMidi } from "../../src/formats/midi/read";
import type { Score } from "../../src/music/score";
import { openRenderer } from "../render/renderer";
import { wholeNumber } from "./arguments";

const usage = "render --in F(.abc|.mid) --out F.wav [--style S] [--seed N]";

/**
 * Arranges the first tune of a file and renders it to a WAV file by the app's own engine, in a
 * Chromium without a window; one JSON object: {seconds, lufs, truePeakDb, style}. Without a style,
 * the one that fits the tune.
 *
 * @throws Error with a sentence to act on when an option makes no sense, the file cannot be read or
 *         there is no browser
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      in: { type: "string" },
      out: { type: "string" },
      style: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (values.in === undefined || values.out === undefined) {
    throw new Error(`Say what and where to: ${usage}`);
  }
  const seed = wholeNumber("seed", values.seed, 0);
  const score = await readScore(values.in);
  const style = values.style ?? styleFor(score);
  if (!STYLES.some(({ id }) => id === style)) {
    const all = STYLES.map(({ id }) => id).join(", ");
    throw new Error(`--style ${style} is not one of ${all}.`);
  }
  const renderer = await openRenderer();
  try {
    const arrangement = { style, seed, intro: true, ending: true, mix: {} };
    const { wav, seconds, lufs, truePeakDb } = await renderer.render({ ...score, arrangement });
    await writeFile(values.out, wav).catch(() => {
      throw new Error(`${values.out} cannot be written. Is its folder there?`);
    });
    const level = lufs === undefined ? {} : { lufs: rounded(lufs) };
    out({ seconds: rounded(seconds), ...level, truePeakDb: rounded(truePeakDb), style });
  } finally {
    await renderer.close();
  }
}

async function readScore(path: string): Promise<Score> {
  const bytes = await readFile(path).catch(() => {
    throw new Error(`${path} cannot be read. Is it there?`);
  });
  const midi = /\.midi?$/i.test(path);
  const read = midi ? parseMidi(new Uint8Array(bytes)) : parseAbc(bytes.toString("utf8"));
  if (!read.ok) throw new Error(`${path}: ${read.fault.message}`);
  return read.value;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
