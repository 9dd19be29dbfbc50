import { tunesWith, type RunIndex } from "./run-index";
import type { Runs } from "./runs";

/** The tune of an index that has most of a tune's runs. */
export interface Nearest {
  /** Place in the index; −1 where no tune shares a run. */
  readonly tune: number;
  /** Share of the runs that are found there, 0–1. */
  readonly share: number;
  /** Bars as written with a run that is found there, ascending. */
  readonly bars: readonly number[];
}

/**
 * The tune that shares most with these runs; of equals the first.
 *
 * @param leaveOut  tunes that are not to be compared with
 */
export function nearestTune(
  index: RunIndex,
  { hashes, bars }: Runs,
  leaveOut: (tune: number) => boolean = () => false,
): Nearest {
  const found = Array.from(hashes, (hash) => tunesWith(index, hash));
  const counts = new Map<number, number>();
  for (const tunes of found) {
    for (const tune of tunes) counts.set(tune, (counts.get(tune) ?? 0) + 1);
  }
  let nearest = -1;
  for (const [tune, count] of counts) {
    if (leaveOut(tune)) continue;
    const most = counts.get(nearest) ?? 0;
    if (count > most || (count === most && tune < nearest)) nearest = tune;
  }
  const shared = new Set<number>();
  found.forEach((tunes, run) => {
    if (!tunes.includes(nearest)) return;
    const [first = 0, last = 0] = bars.subarray(2 * run, 2 * run + 2);
    for (let bar = first; bar <= last; bar++) shared.add(bar);
  });
  return {
    tune: nearest,
    share: nearest < 0 ? 0 : (counts.get(nearest) as number) / hashes.length,
    bars: [...shared].sort((a, b) => a - b),
  };
}
