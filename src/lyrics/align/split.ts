import type { Ticks } from "../../music/score";

/** The shortest note that a syllable is sung to: a sixty-fourth, or a triplet of that order. */
const SHORTEST: Ticks = 20;

/** Syllables on one note, at most; more cannot be told apart. */
export const MOST_PARTS = 6;

/**
 * A note divided for several syllables, longest first where it does not divide evenly: a dotted
 * note two to one, another in halves, the longest part again until there are enough.
 *
 * @returns lengths that sum to the note's, or undefined where they would be too short to sing
 */
export function divide(duration: Ticks, parts: number): readonly Ticks[] | undefined {
  const lengths = [duration];
  while (lengths.length < parts) {
    const longest = Math.max(...lengths);
    const at = lengths.lastIndexOf(longest);
    const first = isDotted(longest) ? (longest / 3) * 2 : longest / 2;
    const second = longest - first;
    if (!Number.isInteger(first) || second < SHORTEST) return undefined;
    lengths.splice(at, 1, first, second);
  }
  return lengths;
}

/** Three parts of a binary length: 720 is three eighths. */
function isDotted(ticks: Ticks): boolean {
  let third = ticks / 3;
  if (!Number.isInteger(third / 15)) return false;
  while (third % 2 === 0) third /= 2;
  return third === 15;
}
