import type { Result } from "../../base/result";
import { parseAbc } from "../../formats/abc/tunebook";
import type { Key, Meter, Score } from "../../music/score";
import { numberedToAbc } from "./numbered";

const MODE_NAMES: Readonly<Record<Key["mode"], string>> = {
  major: "",
  minor: "m",
  dorian: "dor",
  mixolydian: "mix",
  lydian: "lyd",
  phrygian: "phr",
  locrian: "loc",
};

export interface TypedSetting {
  readonly key: Key;
  readonly meter: Meter;
}

/**
 * A motif as it is typed: a whole tune in ABC (with its K: field), a line of ABC ("D2 FA d2"), or
 * numbered notation ("1 2 3 - | 5. 3"), which counts scale degrees. Without a head of its own it
 * is in the key and metre given, in eighths (numbers: in quarters).
 */
export function readTyped(text: string, { key, meter }: TypedSetting): Result<Score> {
  if (/^K:/m.test(text)) return parseAbc(/^X:/m.test(text) ? text : `X:1\n${text}`);
  const numbered = numberedToAbc(text);
  const head = [
    "X:1",
    `M:${meter.beats}/${meter.unit}`,
    `L:${numbered === undefined ? "1/8" : "1/4"}`,
    `K:${key.tonic}${MODE_NAMES[key.mode]}`,
  ];
  const body = (numbered?.(key) ?? text).replace(/\s*\n\s*/g, " ").trim();
  return parseAbc(`${head.join("\n")}\n${body}\n`);
}
