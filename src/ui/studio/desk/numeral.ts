import { Progression } from "tonal";
import type { Key } from "../../../music/score";

export function numeralOf(symbol: string, key: Key): string {
  return Progression.toRomanNumerals(key.tonic, [symbol])[0] ?? symbol;
}
