import { onlyRows, rowOf, transpose, type SparseRows, type SparseVector } from "../base/sparse";
import { meanOf } from "./baselines";
import type { Interactions } from "./interactions";
import type { Contribution, Estimate, Person, StarModel } from "./model";
import { defineModel } from "./spec";

const schemes = ["basic", "weighted"] as const;
type Scheme = (typeof schemes)[number];

/**
 * Slope one: from what the person gave another item, and how much more those who rated both gave
 * this one. Basic takes the mean of those differences; weighted counts each by how many rated both.
 *
 * @see Lemire, Maclachlan, "Slope one predictors for online rating-based collaborative
 *   filtering", SDM 2005
 */
export const slopeOne = defineModel({
  name: "slope-one",
  options: { scheme: { words: schemes } },
  stars: {
    defaults: { scheme: "basic" },
    fit: (data, { scheme }) => fitSlopeOne(data, scheme),
  },
});

function fitSlopeOne(data: Interactions, scheme: Scheme): StarModel {
  const { users, items } = data;
  const mean = meanOf(users.value);
  const deviations = new Deviations(data.itemIds.length);

  /** Of an item that `deviations` stands at. */
  function estimate(person: Person): Estimate {
    const base = person.index.length === 0 ? mean : meanOf(person.value);
    const contributions: Contribution[] = [];
    let below = 0;
    for (let p = 0; p < person.index.length; p++) {
      const source = person.index[p] as number;
      const raters = deviations.count[source] as number;
      if (raters === 0) continue;
      const similarity = scheme === "basic" ? 1 : raters;
      const value = person.value[p] as number;
      const own = scheme === "basic" ? 0 : value - base;
      below += similarity;
      const amount = similarity * ((deviations.sum[source] as number) / raters + own);
      contributions.push({ source, similarity, value, amount });
    }
    const shares = contributions.map((part) => ({
      ...part,
      similarity: part.similarity / below,
      amount: part.amount / below,
    }));
    const stars = shares.reduce((sum, { amount }) => sum + amount, base);
    return { stars, base, source: "item", contributions: shares };
  }

  return {
    predict(rows, columns) {
      const stars = new Float64Array(rows.length).fill(mean);
      const order = Array.from(rows, (_, pair) => pair);
      order.sort((a, b) => (columns[a] as number) - (columns[b] as number) || a - b);
      let at = -1;
      for (const pair of order) {
        const user = rows[pair] as number;
        const item = columns[pair] as number;
        if (user < 0 || item < 0) continue;
        if (item !== at) deviations.moveTo(rowOf(items, item), users);
        at = item;
        stars[pair] = estimate(rowOf(users, user)).stars;
      }
      return stars;
    },
    foldIn(person) {
      const own = transpose(onlyRows(items, person.index));
      return {
        predict(item) {
          deviations.moveTo(rowOf(items, item), own);
          return estimate(person);
        },
      };
    },
  };
}

/** How many rated both an item and each other, and by how much more they liked the first. */
class Deviations {
  readonly count: Uint32Array;
  readonly sum: Float64Array;

  constructor(items: number) {
    this.count = new Uint32Array(items);
    this.sum = new Float64Array(items);
  }

  /**
   * @param raters  who rated the item, and how
   * @param users   their ratings of the items to compare with
   */
  moveTo(raters: SparseVector, users: SparseRows): void {
    const { count, sum } = this;
    count.fill(0);
    sum.fill(0);
    for (let r = 0; r < raters.index.length; r++) {
      const user = raters.index[r] as number;
      const value = raters.value[r] as number;
      const end = users.ptr[user + 1] as number;
      for (let p = users.ptr[user] as number; p < end; p++) {
        const other = users.index[p] as number;
        count[other] = (count[other] as number) + 1;
        sum[other] = (sum[other] as number) + value - (users.value[p] as number);
      }
    }
  }
}
