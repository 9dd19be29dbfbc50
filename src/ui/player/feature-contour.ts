/**
 * Heights 0–1 of a line drawn from a sound: how much each pitch class sounds, in the order of the
 * circle of fifths, there and back. Nothing where the sound was not measured.
 *
 * @param values  of a row of `features`, with chroma0 to chroma11
 */
export function featureContour(
  values: Readonly<Record<string, number>> | undefined,
): readonly number[] | undefined {
  if (values?.["chroma0"] === undefined) return undefined;
  const fifths = Array.from({ length: 12 }, (_, i) => values[`chroma${(7 * i) % 12}`] ?? 0);
  const low = Math.min(...fifths);
  const high = Math.max(...fifths);
  const there = fifths.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
  return [...there, ...there.toReversed()];
}
