import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { composeMelodies } from "../src/compose/melody/compose";
import type { Melody } from "../src/compose/melody/melody";
import { CONTROL_NAMES } from "../src/compose/melody/feature-table";
import { readForms } from "../src/compose/melody/forms";
import { givenIndices } from "../src/compose/melody/given";
import { layoutOf } from "../src/compose/melody/layout";
import { MelodyNetwork, melodyWeights } from "../src/compose/melody/network";
import { frameOf, writableLengths, writableTokens } from "../src/compose/melody/rules";
import { MelodyState } from "../src/compose/melody/state";
import { isBar, MODE_CODES, type MelodyEvent } from "../src/compose/melody/vocabulary";
import { DrawWatch } from "../src/compose/practice/draw-watch";
import { writeTunebook } from "../src/formats/abc/write";
import type { Score } from "../src/music/score";
import { readCheckpoint } from "../src/nn/checkpoint";
import { openStepDevice } from "../src/nn/step-device";

/*
 * Tunes as the app writes them, as events for the trainers, one JSON object a line:
 *   npx tsx scripts/sample-events.ts --model public/models/melody@2 --count 64 --seed 1 --out F.jsonl
 *
 * Each has what the network was told of it, and for each event that was drawn (not laid out by the
 * plan, nor kept from an earlier bar) what the rules of writing allowed there: tokens, then
 * lengths, a text of zeros and ones each. --abc also writes them as a tune book.
 */

const BATCH = 32;

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "public/models/melody@2" },
    count: { type: "string", default: "32" },
    seed: { type: "string", default: "1" },
    temperature: { type: "string", default: "0.9" },
    out: { type: "string" },
    abc: { type: "string" },
  },
});
if (values.out === undefined) throw new Error("Say where to write: --out F.jsonl");

const config: unknown = JSON.parse(await readFile(`${values.model}/config.json`, "utf8"));
const read = await readCheckpoint(config, await readFile(`${values.model}/weights.bin`));
if (!read.ok) throw new Error(read.fault.message);
const network = new MelodyNetwork(await openStepDevice("wasm"), melodyWeights(read.value), 1);
const forms = readForms(read.value.architecture["forms"]);

const watch = new DrawWatch();
const scores: Score[] = [];
const lines: string[] = [];
for (let first = 0; first < Number(values.count); first += BATCH) {
  const count = Math.min(BATCH, Number(values.count) - first);
  const melodies = await composeMelodies(
    network,
    forms,
    { seed: values.seed, first, count },
    { temperature: Number(values.temperature), topP: 1, cache: watch },
  );
  lines.push(...melodies.map((melody) => JSON.stringify(rowOf(melody))));
  scores.push(...melodies.map(({ score }) => score));
}
network.dispose();
await writeFile(values.out, `${lines.join("\n")}\n`);
if (values.abc !== undefined) await writeFile(values.abc, writeTunebook(scores));

function rowOf({ score: { type, key, meter }, given, events }: Melody): object {
  const { controls, places } = watch.of(events);
  return {
    type: type ?? "unknown",
    key: key.tonic,
    mode: MODE_CODES[givenIndices(given)[1] as number],
    metre: `${meter.beats}/${meter.unit}`,
    controls: CONTROL_NAMES.map((name) => controls[name] ?? 0),
    events: events.map(({ token, length }) => [token, length]),
    ...masksOf(events, given, places),
  };
}

/** What the rules allowed at each place where something was drawn, and the full bars of the tune. */
function masksOf(
  events: readonly MelodyEvent[],
  given: Melody["given"],
  places: ReadonlySet<number>,
) {
  const state = new MelodyState(given);
  const frame = frameOf(given);
  const { layout } = layoutOf(events, given);
  const tokenMasks: string[] = [];
  const lengthMasks: string[] = [];
  let bar = -1;
  events.forEach((event, place) => {
    if (isBar(event.token)) bar++;
    const room = (layout.bars[bar]?.to ?? 0) - state.position;
    const free = places.has(place);
    tokenMasks.push(free ? writableTokens(state, frame).join("") : "");
    lengthMasks.push(free ? writableLengths(state, event.token, frame, room).join("") : "");
    state.push(event);
  });
  return { bars: state.closed + 1, tokenMasks, lengthMasks };
}
