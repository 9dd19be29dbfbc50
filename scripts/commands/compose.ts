import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { composeMelodies, type Energy, type MelodyRequest } from "../../src/compose/melody/compose";
import { modeOfCode } from "../../src/compose/melody/given";
import { METRES, TYPES } from "../../src/compose/melody/vocabulary";
import { writeTunebook } from "../../src/formats/abc/write";
import { isTonic, MODES } from "../../src/music/key";
import type { Key, Mode } from "../../src/music/score";
import { openMelodyModel } from "./melody-model";

const usage =
  "compose [--type T] [--key K] [--mode M] [--meter 6/8] [--bars N] [--energy low|mid|high] " +
  "[--form AABB] [--drafts N] [--temperature X] [--top-p X] [--device wasm|cpu] --count N --seed S --out F.abc";

/** Tunes written side by side; part of what decides the bytes, so never changed by an option. */
const BATCH = 32;

/**
 * Writes tunes into an ABC file; one JSON object: {tunes, notes, seconds, device}.
 *
 * @throws Error with a sentence to act on when an option makes no sense
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      type: { type: "string" },
      key: { type: "string" },
      mode: { type: "string" },
      meter: { type: "string" },
      bars: { type: "string" },
      energy: { type: "string" },
      form: { type: "string" },
      drafts: { type: "string", default: "1" },
      temperature: { type: "string", default: "0.9" },
      "top-p": { type: "string", default: "1" },
      device: { type: "string", default: "wasm" },
      count: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
    },
  });
  if (values.out === undefined) throw new Error(`Say where to write: --out F.abc\n${usage}`);
  const device = oneOf(["wasm", "cpu"] as const, "--device", values.device);
  const options = {
    temperature: number("--temperature", values.temperature, 0, 2),
    topP: number("--top-p", values["top-p"], 0, 1),
  };
  const count = whole("--count", values.count, 1, 100_000);
  const request: Omit<MelodyRequest, "count"> = {
    ...wishes(values),
    ...(values.form === undefined ? {} : { form: values.form }),
    drafts: whole("--drafts", values.drafts, 1, 16),
    seed: values.seed,
  };

  const { network, forms } = await openMelodyModel(device);
  const began = performance.now();
  const scores = [];
  for (let first = 0; first < count; first += BATCH) {
    const part = { ...request, first, count: Math.min(BATCH, count - first) };
    const melodies = await composeMelodies(network, forms, part, options);
    scores.push(...melodies.map(({ score }) => score));
  }
  const seconds = (performance.now() - began) / 1000;
  network.dispose();
  await writeFile(values.out, writeTunebook(scores)).catch(() => {
    throw new Error(`${values.out} cannot be written. Is its folder there?`);
  });
  const notes = scores.reduce((sum, { parts }) => sum + (parts[0]?.notes.length ?? 0), 0);
  out({ tunes: scores.length, notes, seconds: Math.round(seconds * 100) / 100, device });
}

type Values = Partial<Record<"type" | "key" | "mode" | "meter" | "bars" | "energy", string>>;

function wishes(values: Values): Omit<MelodyRequest, "count" | "seed"> {
  const { type, meter, bars, energy } = values;
  const key = readKey(values);
  return {
    ...(type === undefined ? {} : { type: oneOf(TYPES.slice(1), "--type", type) }),
    ...(key === undefined ? {} : { key }),
    ...(meter === undefined ? {} : { meter: readMeter(meter) }),
    ...(bars === undefined ? {} : { bars: whole("--bars", bars, 1, 64) }),
    ...(energy === undefined
      ? {}
      : { energy: oneOf(["low", "mid", "high"] as const, "--energy", energy) as Energy }),
  };
}

function readKey({ key, mode }: Values): Partial<Key> | undefined {
  if (key === undefined && mode === undefined) return undefined;
  if (key !== undefined && !isTonic(key)) {
    throw new Error(`--key ${key} is not a tonic: a letter A–G with # or b after it if need be.`);
  }
  return {
    ...(key === undefined ? {} : { tonic: key }),
    ...(mode === undefined ? {} : { mode: readMode(mode) }),
  };
}

/** "minor", or the short "min" that tune books use. */
function readMode(text: string): Mode {
  const full = MODES.find((mode) => mode === text.toLowerCase());
  if (full !== undefined) return full;
  try {
    return modeOfCode(text.toLowerCase().slice(0, 3));
  } catch {
    throw new Error(`--mode ${text} is not one of ${MODES.join(", ")}.`);
  }
}

function readMeter(text: string): { readonly beats: number; readonly unit: number } {
  const [beats, unit] = oneOf(METRES.slice(1), "--meter", text).split("/").map(Number);
  return { beats: beats as number, unit: unit as number };
}

function oneOf<T extends string>(allowed: readonly T[], option: string, text: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) {
    throw new Error(`${option} ${text} is not one of ${allowed.join(", ")}.`);
  }
  return found;
}

function number(option: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!(text.trim() !== "" && value >= low && value <= high)) {
    throw new Error(`${option} ${text} is not a number from ${low} to ${high}.`);
  }
  return value;
}

function whole(option: string, text: string, low: number, high: number): number {
  const value = number(option, text, low, high);
  if (!Number.isInteger(value)) throw new Error(`${option} ${text} is not a whole number.`);
  return value;
}
