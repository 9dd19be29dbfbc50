import { measureMelody } from "./measures";
import type { Written } from "./write";

/** Share of equal bars in the middle half of the training books. */
const USUAL_REPETITION = { from: 0.15, to: 0.4 };
const OCTAVE = 12;

/**
 * What speaks against a candidate, ≥ 0: an end off the tonic, less or more repetition than people
 * write, leaps beyond an octave, and surprise far from that of its fellows (either way: what is
 * too likely is dull). The sum of plain costs, each about 1 where it begins to be heard.
 *
 * @param typicalBits bits a note that is usual here: the candidates' median
 */
function candidateCost({ events, bitsPerNote }: Written, typicalBits: number): number {
  const { endsOnTonic, repetition, widestLeap } = measureMelody(events);
  const { from, to } = USUAL_REPETITION;
  const outside = Math.max(0, from - repetition, repetition - to);
  return (
    (endsOnTonic ? 0 : 1) +
    5 * outside +
    Math.max(0, widestLeap - OCTAVE) / 6 +
    Math.abs(bitsPerNote - typicalBits)
  );
}

/** Places of the candidates, best first; of equals the first. */
export function ranked(candidates: readonly Written[]): readonly number[] {
  const bits = candidates.map(({ bitsPerNote }) => bitsPerNote).sort((a, b) => a - b);
  const median = bits[bits.length >> 1] ?? 0;
  const costs = candidates.map((candidate) => candidateCost(candidate, median));
  const order = candidates.map((_, i) => i);
  return order.sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
}
