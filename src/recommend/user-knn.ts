import { Shortlist } from "../base/shortlist";
import { findColumn, mapValues, rowOf, transpose } from "../base/sparse";
import { fitBaselines } from "./baselines";
import { centresOf } from "./centring";
import { Comparer } from "./comparer";
import type { Interactions } from "./interactions";
import type { Contribution, Person, Ranker, Taste } from "./model";
import {
  entailedByNeighbours,
  neighbourTable,
  starDefaults,
  userListDefaults,
  weigh,
  type NeighbourOptions,
} from "./options";
import { mapVector, prepareRows } from "./prepare";
import { defineModel } from "./spec";
import { fitStars } from "./stars";

/** Neighbourhoods of users, in every variant that the options name. */
export const userKnn = defineModel({
  name: "user-knn",
  options: neighbourTable,
  entailed: entailedByNeighbours,
  stars: { defaults: starDefaults, fit: (data, options) => fitStars(data, "user", options) },
  topn: { defaults: userListDefaults, fit: fitUserKnn },
});

/**
 * Ranks items by what the k users most like the person have: score_i = Σ s_v · r_vi. Nothing about
 * pairs of users is stored: the person is compared with everyone when folded in, at the cost of
 * the entries of the person's items.
 *
 * @see Herlocker et al., "An algorithmic framework for collaborative filtering", SIGIR 1999
 */
export function fitUserKnn(data: Interactions, options: NeighbourOptions): Ranker {
  const weighed = mapValues(data.users, (value) => weigh(value, options.weighting));
  const needsBaselines =
    options.similarity === "pearson-baseline" || options.centring === "baseline";
  const baselines = needsBaselines ? fitBaselines(weighed, transpose(weighed)) : undefined;
  const centres = centresOf(weighed, options.centring, baselines);
  const prepared = prepareRows(weighed, options, baselines);
  const values = mapValues(weighed, (value, user, item) => {
    const centre = (centres.row[user] as number) + (centres.column[item] as number);
    return (value - centre) / (centres.unit[user] as number);
  });
  const comparer = new Comparer(prepared.rows, options);
  const best = new Shortlist(options.k);

  /** The neighbours, nearest first. */
  function neighbours(person: Person, self: number) {
    const own = prepared.prepare(mapVector(person, (v) => weigh(v, options.weighting)));
    best.clear();
    for (const user of comparer.compare(own)) {
      const similarity = comparer.similarity(user);
      if (user !== self && similarity > 0) best.put(user, similarity);
    }
    return Array.from({ length: best.sort() }, (_, n) => ({
      user: best.id[n] as number,
      similarity: best.score[n] as number,
      items: rowOf(values, best.id[n] as number),
    }));
  }

  return {
    foldIn(person, self = -1): Taste {
      const near = neighbours(person, self);
      const scores = new Float64Array(values.columns);
      for (const { similarity, items } of near) {
        for (let p = 0; p < items.index.length; p++) {
          const item = items.index[p] as number;
          scores[item] = (scores[item] as number) + similarity * (items.value[p] as number);
        }
      }
      return {
        scores,
        explain(item) {
          const contributions: Contribution[] = [];
          for (const { user, similarity, items } of near) {
            const p = findColumn(items.index, item);
            if (p < 0) continue;
            const value = items.value[p] as number;
            contributions.push({ source: user, similarity, value, amount: similarity * value });
          }
          return { source: "listener", base: 0, contributions };
        },
      };
    },
  };
}
