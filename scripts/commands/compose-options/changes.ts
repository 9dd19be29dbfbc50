import type { Change } from "../../../src/compose/change/asked";
import type { BarRange } from "../../../src/music/bars";
import type { Score } from "../../../src/music/score";
import type { Values } from "./options";
import { number, whole } from "./values";
import { readMeter, readMode } from "./wishes";

const CHANGES = [
  "continue",
  "infill",
  "vary",
  "simplify",
  "answer",
  "rhythm",
  "contour",
  "over",
  "convert",
] as const;

/** The option of a change that was given, and its file. @throws Error when there are two */
export function changeAsked(
  values: Values,
): { readonly option: (typeof CHANGES)[number]; readonly file: string } | undefined {
  const asked = CHANGES.filter((name) => values[name] !== undefined);
  if (asked.length > 1) throw new Error(`One change at a time: not --${asked.join(" and --")}.`);
  const [option] = asked;
  return option && { option, file: values[option] as string };
}

/** The change of a score. @throws Error with a sentence to act on */
export function changeOf(option: (typeof CHANGES)[number], values: Values, score: Score): Change {
  const { bars, amount = "0.5" } = values;
  if (option === "continue") {
    return { kind: "continue", bars: whole("--bars", bars ?? "8", 1, 64) };
  }
  if (option === "convert") return conversionOf(values);
  const range = rangeOf(bars, score);
  if (option === "over") return { kind: "chords", range };
  if (option === "vary" || option === "simplify") {
    return { kind: option, range, amount: number("--amount", amount, 0, 1) };
  }
  return { kind: option, range };
}

function conversionOf({ mode, meter, type }: Values): Change {
  if (mode !== undefined) return { kind: "mode", mode: readMode(mode) };
  if (meter !== undefined) return { kind: "meter", meter: readMeter(meter) };
  if (type !== undefined) return { kind: "type", type };
  throw new Error("Say into what: --convert F with --mode, --meter or --type.");
}

/** "5-8" or "5", counted from 1; all bars, if left out. */
function rangeOf(text: string | undefined, { bars }: Score): BarRange {
  if (text === undefined) return { first: 0, last: bars.length - 1 };
  const [from, to = from] = text.split("-");
  const first = whole("--bars", from ?? "", 1, bars.length);
  return { first: first - 1, last: whole("--bars", to ?? "", first, bars.length) - 1 };
}

/** "5,6", counted from 1. */
export function locksOf({ lock }: Values, { bars }: Score): readonly number[] {
  return (lock?.split(",") ?? []).map((text) => whole("--lock", text, 1, bars.length) - 1);
}
