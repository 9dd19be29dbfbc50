import { entropy } from "./entropy";

/** Weeks of one window. */
export const windowWeeks = 8;
/** Windows before the last that make up the person's own year. */
export const yearWindows = 6;
/** A window with fewer plays says nothing. */
const fewestPlays = 40;
const fewestWindows = 4;
/** Less of a fall is not worth a word. */
const clearly = 0.8;
/** 97.5 % points of Student's t, by degrees of freedom from 3. */
const student = [3.182, 2.776, 2.571];

/** Effective numbers of artists: of the last eight weeks, and of the person's year. */
export interface Narrowing {
  readonly lately: number;
  readonly usual: number;
}

/**
 * Whether the circle has narrowed: the last eight weeks against the person's own windows of eight
 * weeks in the year before, compared by the logarithm of the effective number of artists. It has,
 * when the last window lies below the 95 % interval in which the next one would be expected from
 * the earlier ones (Student's t, their own spread) and is smaller by a fifth or more. With fewer
 * than four earlier windows of 40 plays nothing is said.
 *
 * @param windows  counts of plays by artist, the last eight weeks first, then back in time
 */
export function narrowingOf(windows: readonly (readonly number[])[]): Narrowing | undefined {
  const [lately, ...earlier] = windows
    .slice(0, 1 + yearWindows)
    .map((counts) => (isEnough(counts) ? entropy(counts) : undefined));
  const year = earlier.filter((h) => h !== undefined);
  if (lately === undefined || year.length < fewestWindows) return undefined;
  const mean = year.reduce((sum, h) => sum + h, 0) / year.length;
  const squares = year.reduce((sum, h) => sum + (h - mean) ** 2, 0);
  const spread = Math.sqrt((squares / (year.length - 1)) * (1 + 1 / year.length));
  const bound = mean - (student[year.length - fewestWindows] as number) * spread;
  const narrowed = lately < bound && lately < mean + Math.log(clearly);
  return narrowed ? { lately: Math.exp(lately), usual: Math.exp(mean) } : undefined;
}

function isEnough(counts: readonly number[]): boolean {
  return counts.reduce((sum, count) => sum + count, 0) >= fewestPlays;
}
