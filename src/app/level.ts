/** Where files are levelled to, in LUFS: what streams are mostly set to, with room for peaks. */
const TARGET_LUFS = -16;

/**
 * How much quieter a file is played so that it is as loud as the others. A soft one is left as it
 * is: an element cannot make it louder, and music that is soft is meant to be.
 *
 * @param loudness  integrated, in LUFS; undefined while it was not measured
 * @returns decibels, ≤ 0
 */
export function levelDb(loudness: number | undefined): number {
  return loudness === undefined ? 0 : Math.min(0, TARGET_LUFS - loudness);
}
