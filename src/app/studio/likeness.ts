import type { BarRange, Originality } from "../../rpc/contracts/composer";

/** From here on a piece is called a copy, and is not kept as new. */
const COPY_SHARE = 0.49;
/** Below this, what is shared is a turn of phrase. */
const PHRASE_SHARE = 0.1;

export type Likeness = "new" | "alike" | "copy";

export function likeness({ share }: Pick<Originality, "share">): Likeness {
  if (share > COPY_SHARE) return "copy";
  return share > PHRASE_SHARE ? "alike" : "new";
}

/**
 * Whether a piece is too close to someone else's tune to be kept as new; false while it is not
 * measured. One's own may be worked over as closely as one likes.
 */
export function isCopy(found: Originality | undefined): boolean {
  if (found === undefined || found.nearest?.source === "own") return false;
  return likeness(found) === "copy";
}

/** The longest row of neighbouring bars, the first of equals. */
export function longestRun(bars: readonly number[]): BarRange | undefined {
  let best: BarRange | undefined;
  let run: BarRange | undefined;
  for (const bar of [...bars].sort((a, b) => a - b)) {
    run = run && bar <= run.last + 1 ? { ...run, last: bar } : { first: bar, last: bar };
    if (best === undefined || run.last - run.first > best.last - best.first) best = run;
  }
  return best;
}
