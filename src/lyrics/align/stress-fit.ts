import { metricalStrength } from "./strength";
import type { Round } from "./round";
import type { Slot } from "./slots";
import { divide } from "./split";
import type { LineSyllable } from "./syllable";

/** A note from here on is accented: it is on a beat, or longer than those beside it. */
const ACCENT = 0.5;

/**
 * Share of the syllables whose stress suits their note. A syllable of main stress does on an
 * accented note, or on one that stands out from those of the syllables beside it; an unstressed
 * syllable of a longer word does when its note stands out no more than that of the word's main
 * stress. Small words and what has no known stress do not count.
 *
 * @returns 0–1; 1 where nothing counts
 */
export function stressFit(rounds: readonly Round[]): number {
  const judged = rounds.flatMap(judgements);
  return judged.length === 0 ? 1 : judged.filter(Boolean).length / judged.length;
}

function judgements(round: Round): readonly boolean[] {
  const { syllables } = round.setting;
  const prominence = prominences(round);
  const at = (i: number): number => prominence[i] ?? 0;
  return syllables.flatMap(({ weight }, i): boolean[] => {
    if (weight === "main") {
      return [at(i) >= ACCENT || (at(i) > at(i - 1) && at(i) > at(i + 1))];
    }
    if (weight !== "weak") return [];
    const main = mainOfWord(syllables, i);
    return main < 0 ? [] : [at(i) <= at(main)];
  });
}

/** Index of the main stress of the word that a syllable is of, −1 where it has none. */
function mainOfWord(syllables: readonly LineSyllable[], i: number): number {
  let first = i;
  while (first > 0 && syllables[first]?.inside) first--;
  let last = i;
  while (last < syllables.length - 1 && syllables[last]?.hyphen) last++;
  return syllables.findIndex((one, at) => at >= first && at <= last && one.weight === "main");
}

/** Prominence of the place where each syllable begins. */
function prominences({ setting, assignment }: Round): readonly number[] {
  return assignment.flatMap((parts, n) => {
    const slot = setting.slots[n] as Slot;
    const lengths = parts > 0 ? (divide(slot.duration, parts) ?? []) : [];
    let offset = slot.offset;
    return lengths.map((length, part) => {
      const strength = part === 0 ? slot.prominence : metricalStrength(setting.meter, offset);
      offset += length;
      return strength;
    });
  });
}
