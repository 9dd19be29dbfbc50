import { chordTones } from "../../music/chord";
import { scalePitchClasses } from "../../music/key";
import type { Key, Mode } from "../../music/score";

const MODES: readonly Mode[] = ["major", "minor"];
/** What it counts, in tones outside the scale, that the first and the last chord are the tonic's. */
const FRAME = 1.5;

/**
 * The key that a row of chords is in: most tones in its scale, the tonic's chord first and last.
 *
 * @throws RangeError naming a symbol that is none
 */
export function keyOfChords(symbols: readonly string[]): Key {
  const chords = symbols.map((symbol) => {
    const tones = chordTones(symbol);
    if (tones === undefined)
      throw new RangeError(`"${symbol}" is not a chord symbol like Am or D7`);
    return tones.pitchClasses;
  });
  const roots = symbols.map((symbol) => /^[A-G][#b]?/.exec(symbol)?.[0] as string);
  const costs = roots.flatMap((tonic) =>
    MODES.map((mode) => {
      const scale = scalePitchClasses({ tonic, mode });
      const outside = chords.flat().filter((tone) => !scale.includes(tone)).length;
      const isTonic = (chord: readonly number[] | undefined) =>
        [0, 2].every((degree) => chord?.includes(scale[degree] as number)) &&
        chord?.[0] === scale[0];
      const framed = Number(isTonic(chords[0])) + Number(isTonic(chords.at(-1)));
      return { key: { tonic, mode }, cost: outside - FRAME * framed };
    }),
  );
  return costs.reduce((a, b) => (b.cost < a.cost ? b : a)).key;
}
