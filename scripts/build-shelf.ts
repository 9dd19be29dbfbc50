import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { seededRandom } from "../src/base/random";
import { composeMelodies } from "../src/compose/melody/compose";
import type { Melody } from "../src/compose/melody/melody";
import { drawForm } from "../src/compose/melody/forms";
import { ranked } from "../src/compose/melody/rank";
import type { StoredShelf } from "../src/compose/shelf";
import { titleFor } from "../src/compose/titles";
import { writeAbc } from "../src/formats/abc/write";
import { openMelodyModel } from "./commands/melody-model";
import { simulatedListeners } from "./simulated-listeners";

/*
 * Writes public/shelf/starter.json: pieces by the committed melody model in all its styles, the
 * best of several for each place, and a simulated community over them.
 *
 *   npx tsx scripts/build-shelf.ts
 */

const SEED = "starter 1";
const OPTIONS = { temperature: 0.9, topP: 1 };
const CANDIDATES = 8; // written for each piece that stays
const PIECES: Readonly<Record<string, number>> = {
  reel: 28,
  jig: 24,
  air: 28,
  hornpipe: 20,
  slipjig: 12,
  strathspey: 10,
  misc: 6,
  song: 10,
  hymn: 8,
};
const LISTENERS = 200;
const FOLDER = new URL("../public/shelf/", import.meta.url);

const { network, forms } = await openMelodyModel("wasm");

/** Candidates of one place share their form: they compete as tunes, not in shape. */
async function bestOf(type: string, place: number): Promise<Melody> {
  const seed = `${SEED} ${type} ${place}`;
  const { key, meter, bars } = drawForm(forms, { type }, seededRandom(seed));
  const request = { type, key, meter, bars, seed, count: CANDIDATES };
  const written = await composeMelodies(network, forms, request, OPTIONS);
  return written[ranked(written)[0] as number] as Melody;
}

const melodies: Melody[] = [];
for (const [type, count] of Object.entries(PIECES)) {
  for (let place = 0; place < count; place++) melodies.push(await bestOf(type, place));
}
network.dispose();

const titles = new Set<string>();
const shelf: StoredShelf = {
  format: 1,
  model: "melody@2",
  temperature: OPTIONS.temperature,
  pieces: melodies.map(({ score, seed, bitsPerNote }, i) => {
    const title = titleFor(`${SEED} ${seed}`, score.type, (taken) => titles.has(taken));
    titles.add(title);
    return {
      id: `starter-${String(i + 1).padStart(3, "0")}`,
      seed,
      bits: Math.round(bitsPerNote * 1000) / 1000,
      abc: writeAbc({ ...score, title }, i + 1),
    };
  }),
  community: {
    simulated: true,
    name: "Simulated listeners",
    listeners: simulatedListeners(melodies, LISTENERS, SEED),
  },
};
const text = `${JSON.stringify(shelf, undefined, 1)}\n`;
await mkdir(FOLDER, { recursive: true });
await writeFile(new URL("starter.json", FOLDER), text);
process.stdout.write(
  `${JSON.stringify({ pieces: melodies.length, listeners: LISTENERS, bytes: text.length })}\n`,
);
