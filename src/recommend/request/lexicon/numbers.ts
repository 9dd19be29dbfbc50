import type { Entry } from "../wish";
import { ranges } from "./entry";

/** Number words by what they count; what is longer comes first where one begins another. */
export const numberWords: readonly (readonly [word: string, value: number])[] = [
  ["half an", 0.5],
  ["half a", 0.5],
  ["a couple of", 2],
  ["a dozen", 12],
  ["twenty", 20],
  ["thirty", 30],
  ["forty", 40],
  ["fifty", 50],
  ["sixty", 60],
  ["ninety", 90],
  ["fifteen", 15],
  ["twelve", 12],
  ["ten", 10],
  ["eight", 8],
  ["seven", 7],
  ["six", 6],
  ["five", 5],
  ["four", 4],
  ["three", 3],
  ["two", 2],
  ["one", 1],
  ["an", 1],
  ["a", 1],
];

/** Eras by name, in years of release. */
export const eras: readonly Entry[] = [
  ...[
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
  ].map((word, at) => decade(1920 + 10 * at, word)),
  decade(2000, "noughties, naughties"),
  ranges("era", "oldies", { year: [1900, 1979] }, "golden oldies, vintage, 经典老歌, 怀旧金曲"),
  ranges("era", "retro", { year: [1900, 1989] }, "old-fashioned, old school, old-school, 复古"),
  ranges("era", "modern", { year: [2010, 2100] }, "contemporary, current, 现代, 当代"),
  ranges("era", "recent", { year: [2015, 2100] }, "latest, brand new, 新歌, 近年, 最近, 最新"),
];

/** Ten years, as an entry: "1990s" with the ways tags write it. The 20s are those of this century. */
export function decade(from: number, words = ""): Entry {
  const digits = String(from % 100).padStart(2, "0");
  const short = from >= 1930 ? `${digits}s, ${digits}'s, ` : "";
  return ranges("era", `${from}s`, { year: [from, from + 9] }, `${short}${words}`);
}
