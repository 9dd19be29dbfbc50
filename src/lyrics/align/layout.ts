import type { Score } from "../../music/score";
import { barOrder } from "../../music/unfold";
import { barOf } from "../../music/bars";
import type { Slot } from "./slots";

/** A note in the order of singing. */
export interface Sung {
  /** Its number among the slots as written. */
  readonly slot: number;
  /** How often its bar has sounded before: the number of the verse that it sings, from 0. */
  readonly pass: number;
  /** The first after a jump back or over. */
  readonly jump: boolean;
}

/** The notes once through, as written. */
export function asWritten(slots: readonly Slot[]): readonly Sung[] {
  return slots.map((_, slot) => ({ slot, pass: 0, jump: false }));
}

/** The notes as they sound, repeats played. */
export function asSounding(score: Score, slots: readonly Slot[]): readonly Sung[] {
  const byBar = new Map<number, number[]>();
  slots.forEach((slot, i) => {
    const bar = barOf(score, slot.tick);
    byBar.set(bar, [...(byBar.get(bar) ?? []), i]);
  });
  let jumped = false;
  return passes(score).flatMap(({ bar, pass }, i, all) => {
    jumped ||= i > 0 && all[i - 1]?.bar !== bar - 1;
    const here = byBar.get(bar) ?? [];
    const found = here.map((slot, n) => ({ slot, pass, jump: jumped && n === 0 }));
    if (here.length > 0) jumped = false;
    return found;
  });
}

/** The bars in sounding order, each with the number of the verse that is sung to it. */
export function passes(score: Pick<Score, "bars">): readonly { bar: number; pass: number }[] {
  const counts = new Map<number, number>();
  let ending: 1 | 2 | undefined;
  return barOrder(score.bars).map((bar, i, order) => {
    const { ending: opens, repeatStart } = score.bars[bar] ?? {};
    const follows = order[i - 1] === bar - 1;
    // A second ending's bars sound once, in the second round.
    ending = opens ?? (follows && !repeatStart && !closes(score, bar - 1) ? ending : undefined);
    const before = counts.get(bar) ?? 0;
    counts.set(bar, before + 1);
    return { bar, pass: ending === 2 ? Math.max(1, before) : before };
  });
}

function closes({ bars }: Pick<Score, "bars">, bar: number): boolean {
  return bars[bar]?.repeatEnd === true || bars[bar]?.sectionEnd === true;
}
