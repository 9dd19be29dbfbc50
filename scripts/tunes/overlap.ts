import { seededRandom, shuffle, type Random } from "../../src/base/random";
import type { Score } from "../../src/music/score";
import { OVERLAP_FEATURES, overlapFeatures } from "./features";
import { setOverlap, type SetOverlap } from "./sets";

/** Tunes in a set. */
const SET = 100;
const SEED = "overlap 1";

/** How near written tunes come to a collection in one feature, medians over the draws, 0–1. */
export interface FeatureOverlap {
  readonly feature: string;
  /** Distances inside the collection's tunes against distances between the two sets. */
  readonly written: number;
  /** Distances inside the written set against those between. */
  readonly writtenInside: number;
  /** The first of these for tunes of the collection against others of it, and its 5th percentile. */
  readonly human: number;
  readonly human5: number;
}

interface Tune {
  readonly type: string;
  readonly features: readonly (readonly number[])[];
}

/**
 * Overlap areas of written tunes with a collection, in the nine features of Yang and Lerch (2020).
 * Each draw takes 100 tunes of the collection, 100 others of it, and 100 written ones with the
 * types mixed as in the collection.
 *
 * @throws Error when the written tunes of the collection's types are too few for a set
 */
export function measureOverlap(
  written: readonly Score[],
  collection: readonly Score[],
  draws: number,
): readonly FeatureOverlap[] {
  const [ours, theirs] = [tunesOf(written), tunesOf(collection)];
  const random = seededRandom(SEED);
  const pairs = Array.from({ length: draws }, () => {
    const tunes = shuffled(theirs, random);
    const one = tunes.slice(0, SET);
    return {
      written: overlaps(one, mixed(ours, theirs, random)),
      human: overlaps(one, tunes.slice(SET, 2 * SET)),
    };
  });
  return OVERLAP_FEATURES.map(({ name }, i) => {
    const of = (who: "written" | "human", side: keyof SetOverlap) =>
      pairs.map((pair) => (pair[who][i] as SetOverlap)[side]);
    return {
      feature: name,
      written: quantile(of("written", "first"), 0.5),
      writtenInside: quantile(of("written", "second"), 0.5),
      human: quantile(of("human", "first"), 0.5),
      human5: quantile(of("human", "first"), 0.05),
    };
  });
}

function tunesOf(scores: readonly Score[]): readonly Tune[] {
  return scores.flatMap((score) => {
    const features = overlapFeatures(score);
    return features === undefined ? [] : [{ type: score.type ?? "", features }];
  });
}

/** Written tunes, their types drawn as in the collection, none twice. */
function mixed(written: readonly Tune[], like: readonly Tune[], random: Random): readonly Tune[] {
  const left = new Map<string, Tune[]>();
  for (const tune of shuffled(written, random)) {
    left.set(tune.type, [...(left.get(tune.type) ?? []), tune]);
  }
  const out: Tune[] = [];
  for (const { type } of shuffled(like, random)) {
    const tune = left.get(type)?.pop();
    if (tune !== undefined) out.push(tune);
    if (out.length === SET) return out;
  }
  throw new Error(`There are too few written tunes of the collection's types for ${SET} of them.`);
}

function overlaps(first: readonly Tune[], second: readonly Tune[]): readonly SetOverlap[] {
  return OVERLAP_FEATURES.map((_, i) => {
    const of = (tunes: readonly Tune[]) =>
      tunes.map(({ features }) => features[i] as readonly number[]);
    return setOverlap(of(first), of(second));
  });
}

function shuffled(tunes: readonly Tune[], random: Random): Tune[] {
  const order = Uint32Array.from(tunes, (_, i) => i);
  shuffle(random, order);
  return Array.from(order, (i) => tunes[i] as Tune);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return Math.round(1000 * (low + (at - Math.floor(at)) * (high - low))) / 1000;
}
