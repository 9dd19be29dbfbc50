import { beatTicks } from "../../music/bars";
import type { Score } from "../../music/score";
import { slotsOf, type Slot } from "./slots";

/** What a melody asks of a line: a phrase's notes that want a syllable of their own. */
export interface LineSlots {
  /** The phrase's first and last note, numbers among the melody's notes. */
  readonly first: number;
  readonly last: number;
  readonly syllables: number;
  /** For each syllable, 1 where a stress is wanted, 0 where none is. */
  readonly stresses: readonly (0 | 1)[];
}

/** Syllables of a line: at least and at most, and from how many to how many is usual. */
const LENGTH = { least: 3, most: 14, few: 5, many: 9 };
/** What a syllable outside the usual costs, squared; a phrase that ends nowhere; a line too short. */
const COST = { away: 0.06, nowhere: 1, short: 10 };

/**
 * The lines that a melody asks for, as written: phrases cut where the melody breathes, in lengths
 * that can be sung; short weak notes are held over. A melody of fewer than three such notes is one
 * line.
 */
export function lineSlots(score: Score): readonly LineSlots[] {
  const slots = slotsOf(score);
  const half = beatTicks(score.meter) / 2;
  const sung = slots.flatMap((slot, i) => {
    const counts = slot.prominence >= 0.25 || slot.duration >= half || i === 0;
    return counts ? [i] : [];
  });
  if (sung.length === 0) return [];
  const ends = cutAt(sung.map((_, k) => boundaryBefore(slots, sung[k + 1])));
  let from = 0;
  return ends.map((to): LineSlots => {
    const here = sung.slice(from, to);
    const next = sung[to];
    from = to;
    return {
      first: here[0] as number,
      last: (next ?? slots.length) - 1,
      syllables: here.length,
      stresses: wanted(here.map((i) => slots[i] as Slot)),
    };
  });
}

/** How much a phrase ends before a note that takes a syllable; 1 at the end. */
function boundaryBefore(slots: readonly Slot[], next: number | undefined): number {
  return next === undefined ? 1 : (slots[next - 1]?.boundary ?? 1);
}

/** Where to cut, each the number of notes before the cut; the cheapest lengths, found from the front. */
function cutAt(boundaries: readonly number[]): readonly number[] {
  const count = boundaries.length;
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= count; to++) {
    let found = { cost: Infinity, from: 0 };
    for (let length = 1; length <= Math.min(LENGTH.most, to); length++) {
      const before = best[to - length] as { cost: number };
      const short = length < LENGTH.least && count >= LENGTH.least ? COST.short : 0;
      const away = Math.max(0, LENGTH.few - length, length - LENGTH.many);
      const ends = COST.nowhere * (1 - (boundaries[to - 1] as number));
      const cost = before.cost + ends + COST.away * away ** 2 + short;
      if (cost < found.cost) found = { cost, from: to - length };
    }
    best.push(found);
  }
  const ends: number[] = [];
  for (let to = count; to > 0; to = (best[to] as { from: number }).from) ends.push(to);
  return ends.reverse();
}

/** Stress is wanted on a note that is accented and stands out from those beside it. */
function wanted(slots: readonly Slot[]): readonly (0 | 1)[] {
  return slots.map(({ prominence }, i) => {
    const before = slots[i - 1]?.prominence ?? 0;
    const after = slots[i + 1]?.prominence ?? 0;
    return prominence >= 0.5 && prominence > before && prominence >= after ? 1 : 0;
  });
}
