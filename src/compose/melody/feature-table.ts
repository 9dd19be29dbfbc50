import { LENGTHS, METRES, MODE_CODES, TOKENS, TYPES } from "./vocabulary";

/** Bars looked back to. */
export const LAGS = [1, 2, 4, 8, 16] as const;

/** Controls after barsLeft, in the order of their features; 0 leaves one untold. */
export const CONTROL_NAMES = [
  "sections",
  "similarity",
  "energy",
  "register",
  "leaps",
  "chromatic",
] as const;

const T = TOKENS.length;
const L = LENGTHS.length;
const STEPS = 146; // positions in a bar, 0–144 and "none"
const MATCHES = 9;
const RUNS = 1 + 3 * T;

/** A feature: its name, and how many rows of the table are its own. Row 0 is "none". */
export type Feature = readonly [name: string, rows: number];

/** What the network is told before a token, in order. */
export const FEATURES: readonly Feature[] = [
  ["type", TYPES.length],
  ["mode", MODE_CODES.length],
  ["metre", METRES.length],
  ["key", 13],
  ["barsLeft", 34],
  ["sections", 8],
  ["similarity", 5],
  ["energy", 4],
  ["register", 4],
  ["leaps", 4],
  ["chromatic", 4],
  ["position", STEPS],
  ["metrePosition", METRES.length * 49],
  ["remaining", STEPS],
  ["section", 9],
  ["barInSection", 19],
  ["lastSectionBars", 19],
  ["sectionLine", T],
  ["pickup", L + 1],
  ["token1", T],
  ["length1", L + 1],
  ...[1, 2, 3, 4].map((i): Feature => [`note${i}`, T]),
  ...[1, 2, 3].map((i): Feature => [`noteLength${i}`, L + 1]),
  ["barFirst", T],
  ["lastBarFirst", T],
  ...LAGS.flatMap((lag): Feature[] => [
    [`lag${lag}`, T],
    [`lag${lag}Length`, L + 2],
    [`lag${lag}Next`, T],
    [`lag${lag}Match`, MATCHES],
    [`lag${lag}Run`, RUNS],
  ]),
  ...["A", "B"].flatMap((p): Feature[] => [
    [`copy${p}`, T],
    [`copy${p}Length`, L + 1],
    [`copy${p}Match`, MATCHES],
    [`copy${p}Run`, RUNS],
  ]),
  ...Array.from({ length: 12 }, (_, pc): Feature => [`seen${pc}`, 2]),
];

/** What the length head is told once the token is known. */
export const LENGTH_FEATURES: readonly Feature[] = [
  ["token", T],
  ...LAGS.map((lag): Feature => [`lag${lag}Same`, L + 1]),
  ["copyASame", L + 1],
  ["copyBSame", L + 1],
];

/** First row of each feature in their shared table, and at the end the rows in all. */
export function rowOffsets(features: readonly Feature[]): readonly number[] {
  const offsets = [0];
  for (const [, rows] of features) offsets.push((offsets.at(-1) as number) + rows);
  return offsets;
}

/** Bucket of a run of equal events: 0, 1, 2, 3, 4, 5–6, 7–9, 10–15, 16 and more. */
export function matchBucket(run: number): number {
  if (run <= 4) return run;
  return run <= 6 ? 5 : run <= 9 ? 6 : run <= 15 ? 7 : 8;
}

/** A token after a run of 1–2, 3–6, or 7 and more equal events, as one index; 0 without a run. */
export function runToken(run: number, token: number): number {
  if (run === 0 || token === 0) return 0;
  const group = run <= 2 ? 0 : run <= 6 ? 1 : 2;
  return 1 + group * T + token;
}
