import { shownSymbol } from "../../../app/studio/chord-lane";
import type { Key } from "../../../music/score";
import { romanOf } from "../../../music/roman";

/** A chord by its degree, its accidentals drawn as such; by its name where it has no degree. */
export function numeralOf(symbol: string, key: Key): string {
  const roman = romanOf(symbol, key);
  if (roman === undefined) return shownSymbol(symbol);
  return roman.replace(/(?<=^|\/)[b#]/g, (sign) => (sign === "b" ? "♭" : "♯"));
}
