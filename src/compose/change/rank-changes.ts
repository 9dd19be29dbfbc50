import type { Melody } from "../melody/melody";
import { melodyFaults } from "../melody/faults";
import type { Taste } from "../melody/rank";
import type { Rewriting } from "./rewriting";

/** Bars after a change by which it is judged whether they follow from it. */
const FOLLOWING = 4;

/**
 * Drafts of a change, best first, each once. What speaks against one: bars after it that the model
 * no longer expects, new bars that surprise much more or less than those of its fellows, and what
 * a musician would mark.
 */
export function rankChanges(
  melodies: readonly Melody[],
  rewritings: readonly Rewriting[],
  tastes: readonly Taste[] = [],
): readonly Melody[] {
  const measured = melodies.map((melody, i) => ({
    melody,
    ...contextBits(melody, (rewritings[i] as Rewriting).origins),
  }));
  const middle = measured.map(({ own }) => own).sort((a, b) => a - b)[measured.length >> 1] ?? 0;
  const costed = measured.map(({ melody, own, after }) => {
    const plain = after + Math.abs(own - middle) / 2 + melodyFaults(melody);
    return { melody, cost: tastes.reduce((sum, taste) => sum + taste(melody), plain) };
  });
  const texts = new Set<string>();
  return costed
    .sort((a, b) => a.cost - b.cost)
    .map(({ melody }) => melody)
    .filter(({ events }) => {
      const text = JSON.stringify(events);
      return !texts.has(text) && texts.add(text);
    });
}

/** Bits a new bar, and bits a bar of those that follow new ones, both in tens. */
function contextBits(
  { barBits }: Melody,
  origins: Rewriting["origins"],
): { readonly own: number; readonly after: number } {
  const isNew = (bar: number) => origins[bar]?.isNew === true;
  const follows = (bar: number) =>
    !isNew(bar) && Array.from({ length: FOLLOWING }, (_, i) => bar - 1 - i).some(isNew);
  const mean = (test: (bar: number) => boolean) => {
    const bits = barBits.filter((_, bar) => test(bar));
    return bits.reduce((sum, bit) => sum + bit, 0) / Math.max(1, bits.length) / 10;
  };
  return { own: mean(isNew), after: mean(follows) };
}
