import type { Melody } from "./melody";
import { melodyFaults } from "./faults";
import { measureMelody } from "./measures";

/** What else speaks against a melody, ≥ 0; about 1 where it begins to be heard. */
export type Taste = (melody: Melody) => number;

/** Share of equal bars in the middle half of the training books. */
const USUAL_REPETITION = { from: 0.15, to: 0.4 };

/**
 * What speaks against a candidate, ≥ 0: an end off the tonic, less or more repetition than people
 * write, what a musician would mark, and surprise far from that of its fellows (either way: what
 * is too likely is dull). The sum of plain costs, each about 1 where it begins to be heard.
 *
 * @param typicalBits bits a note that is usual here: the candidates' median
 */
function candidateCost(melody: Melody, typicalBits: number): number {
  const { endsOnTonic, repetition } = measureMelody(melody.events);
  const { from, to } = USUAL_REPETITION;
  const outside = Math.max(0, from - repetition, repetition - to);
  return (
    (endsOnTonic ? 0 : 1) +
    5 * outside +
    melodyFaults(melody) +
    Math.abs(melody.bitsPerNote - typicalBits)
  );
}

/** Places of the candidates, best first; of equals the first. */
export function ranked(
  candidates: readonly Melody[],
  tastes: readonly Taste[] = [],
): readonly number[] {
  const bits = candidates.map(({ bitsPerNote }) => bitsPerNote).sort((a, b) => a - b);
  const median = bits[bits.length >> 1] ?? 0;
  const costs = candidates.map((candidate) =>
    tastes.reduce((sum, taste) => sum + taste(candidate), candidateCost(candidate, median)),
  );
  const order = candidates.map((_, i) => i);
  return order.sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
}
