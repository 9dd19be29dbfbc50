import { seededRandom } from "./random";

/**
 * Normally distributed numbers around 0, the same for the same seed.
 *
 * @see Box, Muller, "A note on the generation of random normal deviates", 1958
 */
export function normalNumbers(count: number, deviation: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return deviation * radius * Math.cos(2 * Math.PI * random());
  });
}
