import type { Asked } from "../../../src/compose/melody/brief";
import { modeOfCode } from "../../../src/compose/melody/given";
import { METRES, TYPES } from "../../../src/compose/melody/vocabulary";
import { isTonic, MODES } from "../../../src/music/key";
import type { Key, Meter, Mode } from "../../../src/music/score";
import type { Values } from "./options";
import { oneOf, whole } from "./values";

/** What to write, as far as words say it. @throws Error with a sentence to act on */
export function wishesOf(values: Values): Omit<Asked, "motif" | "like"> {
  const { type, meter, bars, energy, form, chords } = values;
  const key = readKey(values);
  const symbols = chords?.split(/[\s|]+/).filter((symbol) => symbol !== "");
  return {
    ...(type === undefined ? {} : { type: oneOf(TYPES.slice(1), "--type", type) }),
    ...(key === undefined ? {} : { key }),
    ...(meter === undefined ? {} : { meter: readMeter(meter) }),
    ...(bars === undefined ? {} : { bars: whole("--bars", bars, 1, 64) }),
    ...(form === undefined ? {} : { form }),
    ...(symbols === undefined || symbols.length === 0 ? {} : { chords: symbols }),
    ...(energy === undefined
      ? {}
      : { energy: oneOf(["low", "mid", "high"] as const, "--energy", energy) }),
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
export function readMode(text: string): Mode {
  const full = MODES.find((mode) => mode === text.toLowerCase());
  if (full !== undefined) return full;
  try {
    return modeOfCode(text.toLowerCase().slice(0, 3));
  } catch {
    throw new Error(`--mode ${text} is not one of ${MODES.join(", ")}.`);
  }
}

export function readMeter(text: string): Meter {
  const [beats, unit] = oneOf(METRES.slice(1), "--meter", text).split("/").map(Number);
  return { beats: beats as number, unit: unit as number };
}
