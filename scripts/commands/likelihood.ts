import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { scoreToEvents } from "../../src/compose/melody/from-score";
import { melodyCosts, type Known } from "../../src/compose/melody/likelihood";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import { openMelodyModel } from "./melody-model";

const BATCH = 64;

/**
 * The model's own cost of the tunes of an ABC file: {bitsPerNote, notes, tunes, skipped}. Told
 * free of charge: type, key, mode and metre. Skipped: tunes that cannot be read, or have no exact
 * form as events (docs/formats/melody-events.md); why goes to stderr. With --adapter A: by the
 * model with what `personalise` wrote there, counts included. With --model DIR: by the config.json
 * and weights.bin there.
 *
 * @throws Error with a sentence to act on when the file holds no tune that can be measured
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const options = {
    in: { type: "string" },
    adapter: { type: "string" },
    model: { type: "string" },
  } as const;
  const { values } = parseArgs({ args, options });
  if (values.in === undefined) throw new Error("Say which tunes: likelihood --in F.abc");
  const text = await readFile(values.in, "utf8").catch(() => {
    throw new Error(`${values.in} cannot be read. Is it there?`);
  });
  const known: Known[] = [];
  let skipped = 0;
  for (const { row, result } of parseTunebook(text)) {
    const events = result.ok ? scoreToEvents(result.value) : result;
    if (result.ok && events.ok) {
      const { type, key, meter } = result.value;
      known.push({ given: { type, key, meter }, events: events.value });
    } else {
      skipped++;
      const reason = events.ok ? "" : events.fault.message;
      process.stderr.write(`Tune at row ${row} skipped: ${reason}\n`);
    }
  }
  if (known.length === 0) throw new Error(`There is no tune to measure in ${values.in}.`);
  out({ ...(await costOf(known, values.adapter, values.model)), tunes: known.length, skipped });
}

/** Tunes of like length go together, so that few wait for the longest. */
async function costOf(
  tunes: readonly Known[],
  adapter: string | undefined,
  folder: string | undefined,
): Promise<{ bitsPerNote: number; notes: number }> {
  const { network, cache } = await openMelodyModel("wasm", adapter, folder);
  const order = [...tunes].sort((a, b) => a.events.length - b.events.length);
  let bits = 0;
  let notes = 0;
  for (let first = 0; first < order.length; first += BATCH) {
    for (const cost of await melodyCosts(network, order.slice(first, first + BATCH), cache)) {
      bits += cost.bits;
      notes += cost.notes;
    }
  }
  network.dispose();
  return { bitsPerNote: bits / notes, notes };
}
