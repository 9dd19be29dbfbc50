import { rowOf } from "../base/sparse";
import { finish } from "../base/steps";
import { linearRanker, type ItemWeights } from "./linear";
import { weigh } from "./options";
import { mapVector } from "./prepare";
import { fitSkipGramInSteps, type ItemVectors, type SkipGramOptions } from "./skip-gram";
import { defineModel } from "./spec";

/**
 * For what a listener has, in no order: the best of a few settings for listeners held out (HetRec).
 * For sessions in order a window of 5 and a power below 0, which draws rare items more often than
 * popular ones, are what was found best for music.
 */
export const vectorDefaults: SkipGramOptions = {
  dims: 64,
  window: 20,
  negatives: 5,
  power: 0,
  leastPlays: 20,
  epochs: 10,
  learningRate: 0.05,
  ordered: false,
  seed: 1,
};

/** Items near each other where they are heard together. */
export const trackVectors = defineModel({
  name: "track-vectors",
  options: {
    dims: { least: 1, whole: true },
    window: { least: 1, whole: true },
    negatives: { least: 1, whole: true },
    power: { least: -2, most: 2 },
    leastPlays: { least: 1, whole: true },
    epochs: { least: 1, whole: true },
    learningRate: { least: Number.MIN_VALUE, most: 1 },
    seed: { least: 0, whole: true },
  },
  topn: {
    defaults: vectorDefaults,
    fit(data, options) {
      // Without a record of sessions everything a listener has is one.
      const sessions = Array.from(
        { length: data.users.rows },
        (_, user) => rowOf(data.users, user).index,
      );
      const steps = fitSkipGramInSteps(sessions, data.items.rows, { ...options, ordered: false });
      const weights = vectorWeights(finish(steps));
      return linearRanker(weights, (person) => mapVector(person, (v) => weigh(v, "binary")));
    },
  },
});

/** Weights that are cosines of vectors: score_t = v_t · Σ_s r_s v_s, as near as t is to them all. */
export function vectorWeights({ items, dims, value }: ItemVectors): ItemWeights {
  const vectorOf = (item: number) => value.subarray(item * dims, (item + 1) * dims);
  return {
    items,
    scores({ index, value: values }) {
      const profile = new Float64Array(dims);
      index.forEach((item, p) => {
        const r = values[p] as number;
        vectorOf(item).forEach((x, d) => (profile[d] = (profile[d] as number) + r * x));
      });
      // What an item gives to itself says nothing about whether it is wanted.
      const own = new Map(Array.from(index, (item, p) => [item, values[p] as number]));
      return Float64Array.from({ length: items }, (_, t) => {
        const vector = vectorOf(t);
        const r = own.get(t);
        return product(vector, profile) - (r === undefined ? 0 : r * product(vector, vector));
      });
    },
    weightsTo(target, sources) {
      const vector = vectorOf(target);
      return Float64Array.from(sources, (s) => (s === target ? 0 : product(vector, vectorOf(s))));
    },
  };
}

function product(a: Float32Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}
