import type { BestColumns } from "../base/shortlist";
import { findColumn, fromColumns, mapValues, transpose, type SparseRows } from "../base/sparse";
import { fitBaselines, turned } from "./baselines";
import { centresOf } from "./centring";
import type { Interactions } from "./interactions";
import type { Contribution, Person, Ranker, Taste } from "./model";
import { nearestByMeasure } from "./nearest";
import {
  entailedByNeighbours,
  neighbourTable,
  starDefaults,
  itemListDefaults,
  weigh,
  type NeighbourOptions,
} from "./options";
import { mapVector, prepareRows } from "./prepare";
import { defineModel } from "./spec";
import { fitStars } from "./stars";

/** Neighbourhoods of items, in every variant that the options name. */
export const itemKnn = defineModel({
  name: "item-knn",
  options: neighbourTable,
  entailed: entailedByNeighbours,
  stars: { defaults: starDefaults, fit: (data, options) => fitStars(data, "item", options) },
  topn: { defaults: itemListDefaults, fit: fitItemKnn },
});

/**
 * Ranks items by how much they resemble the person's: score_i = Σ r_j · s_ij over those of the
 * person's items j that are among the k most similar to i. Not divided by Σ s: an item with many
 * weak reasons may stand above one with a single strong reason.
 *
 * @see Deshpande, Karypis, "Item-based top-N recommendation algorithms", TOIS 2004
 */
function fitItemKnn(data: Interactions, options: NeighbourOptions): Ranker {
  const weighed = mapValues(data.items, (value) => weigh(value, options.weighting));
  const needsBaselines =
    options.similarity === "pearson-baseline" || options.centring === "baseline";
  const baselines = needsBaselines ? turned(fitBaselines(transpose(weighed), weighed)) : undefined;
  const centres = centresOf(weighed, options.centring, baselines);
  const nearest = nearestByMeasure(prepareRows(weighed, options, baselines).rows, options);
  const value = (person: Person): Person => {
    const own = mapVector(person, (v) => weigh(v, options.weighting));
    const column = centres.newColumn(own);
    return mapVector(own, (v, item) => {
      return (v - (centres.row[item] as number) - column) / (centres.unit[item] as number);
    });
  };
  return itemRanker(nearest, value);
}

/**
 * The ranker over stored neighbours, however they were found.
 *
 * @param nearest  items × k, as `nearestRows` gives them
 * @param value    what the person's items count
 */
export function itemRanker(nearest: BestColumns, value: (person: Person) => Person): Ranker {
  const rows = neighbourRows(nearest);
  const givesTo = transpose(rows);
  return {
    foldIn(person): Taste {
      const own = value(person);
      return { scores: scoresOf(givesTo, own), explain: (item) => explain(rows, own, item) };
    },
  };
}

/** Adds up what each of the person's items gives to the items it is a neighbour of. */
function scoresOf(givesTo: SparseRows, own: Person): Float64Array {
  const scores = new Float64Array(givesTo.columns);
  for (let p = 0; p < own.index.length; p++) {
    const item = own.index[p] as number;
    const value = own.value[p] as number;
    const end = givesTo.ptr[item + 1] as number;
    for (let e = givesTo.ptr[item] as number; e < end; e++) {
      const to = givesTo.index[e] as number;
      scores[to] = (scores[to] as number) + value * (givesTo.value[e] as number);
    }
  }
  return scores;
}

/** The same products in the same order as `scoresOf` adds them, so that the sum is the score. */
function explain(rows: SparseRows, own: Person, item: number) {
  const contributions: Contribution[] = [];
  const end = rows.ptr[item + 1] as number;
  for (let e = rows.ptr[item] as number; e < end; e++) {
    const source = rows.index[e] as number;
    const p = findColumn(own.index, source);
    if (p < 0) continue;
    const value = own.value[p] as number;
    const similarity = rows.value[e] as number;
    contributions.push({ source, similarity, value, amount: value * similarity });
  }
  return { source: "item", base: 0, contributions } as const;
}

function neighbourRows({ rows, k, id, score }: BestColumns): SparseRows {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  for (let at = 0; at < id.length; at++) {
    const neighbour = id[at] as number;
    if (neighbour < 0) continue;
    row.push(Math.floor(at / k));
    column.push(neighbour);
    value.push(score[at] as number);
  }
  return fromColumns({ row, column, value }, { rows, columns: rows });
}
