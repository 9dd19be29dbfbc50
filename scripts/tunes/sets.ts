import { overlapArea } from "./density";

/** One feature of each melody of a set: vectors of one length. */
export type FeatureSet = readonly (readonly number[])[];

/** Overlap of two sets in one feature: of their mutual distances with the distances inside each. */
export interface SetOverlap {
  /** Inside the first set against between the sets. */
  readonly first: number;
  /** Inside the second against between. */
  readonly second: number;
}

/** Yang and Lerch's overlap areas: Euclidean distances inside a set and between two, by their densities. */
export function setOverlap(first: FeatureSet, second: FeatureSet): SetOverlap {
  const between = distances(first, second);
  return {
    first: overlapArea(inside(first), between),
    second: overlapArea(inside(second), between),
  };
}

/** Every distance from one melody to another of the set, each pair twice, as mgeval counts them. */
function inside(set: FeatureSet): Float64Array {
  const out: number[] = [];
  set.forEach((a, i) => {
    set.forEach((b, j) => {
      if (i !== j) out.push(distance(a, b));
    });
  });
  return Float64Array.from(out);
}

function distances(first: FeatureSet, second: FeatureSet): Float64Array {
  return Float64Array.from(first.flatMap((a) => second.map((b) => distance(a, b))));
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return Math.sqrt(sum);
}
