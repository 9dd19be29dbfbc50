import { ORIGINALITY_LIMITS, type KnownTunes } from "../../src/compose/originality/originality";
import type { Score } from "../../src/music/score";

/** How much of written tunes stands in single tunes that the model learned from. */
export interface Closeness {
  readonly tunes: number;
  /** Tunes with a share above the limits at which the app flags and blocks one. */
  readonly flagged: number;
  readonly blocked: number;
  /** The five with the largest shares. */
  readonly closest: readonly { title: string; share: number; like: string }[];
}

export function closeness(scores: readonly Score[], known: KnownTunes): Closeness {
  const found = scores.map((score) => {
    const { share, nearest } = known.examine(score);
    const rounded = Math.round(1000 * share) / 1000;
    return { title: score.title, share: rounded, like: nearest?.title ?? "" };
  });
  found.sort((a, b) => b.share - a.share);
  const above = (limit: number) => found.filter(({ share }) => share > limit).length;
  return {
    tunes: found.length,
    flagged: above(ORIGINALITY_LIMITS.flag),
    blocked: above(ORIGINALITY_LIMITS.block),
    closest: found.slice(0, 5),
  };
}
