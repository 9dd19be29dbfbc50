/** How a bar sounds to the critic: as people write (0), unsure (1), odd (2). */
export type Heat = 0 | 1 | 2;

/** Below these chances that a person wrote it, a bar is marked. */
const UNSURE = 0.5;
const ODD = 0.25;

/** @param chance 0–1; undefined where nothing was measured */
export function heatOf(chance: number | undefined): Heat {
  if (chance === undefined || chance >= UNSURE) return 0;
  return chance < ODD ? 2 : 1;
}
