import type { SparseRows, SparseVector } from "../base/sparse";
import type { StarModel } from "./model";
import { defineModel, type OptionsOf, type OptionTable } from "./spec";

/** What a rating would be without any taste: mean + how generous the row + how liked the column. */
export interface Baselines {
  readonly mean: number;
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** How many ratings of nothing but the mean a row is pulled by, and a column. */
  readonly rowShrinkage: number;
  readonly columnShrinkage: number;
}

const baselineTable = {
  sweeps: { least: 1, whole: true },
  userShrinkage: { least: 0 },
  itemShrinkage: { least: 0 },
} as const satisfies OptionTable;

/** The defaults of Surprise, tuned on MovieLens; counts, so that they suit any scale. */
const defaults = { sweeps: 10, userShrinkage: 15, itemShrinkage: 10 };

/** Stars without taste: the mean, how liked the item is and how generous the person. */
export const baseline = defineModel({
  name: "baseline",
  options: baselineTable,
  stars: {
    defaults,
    fit: ({ users, items }, options) => baselineStars(fitBaselines(users, items, options)),
  },
});

/**
 * Baselines of users and items by alternating least squares.
 *
 * @see Koren, "Factor in the Neighbors", TKDD 2010, section 2.1
 */
export function fitBaselines(
  users: SparseRows,
  items: SparseRows,
  { sweeps, userShrinkage, itemShrinkage }: OptionsOf<typeof baselineTable> = defaults,
): Baselines {
  const mean = meanOf(users.value);
  const row = new Float64Array(users.rows);
  const column = new Float64Array(items.rows);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    solve(items, mean, row, itemShrinkage, column);
    solve(users, mean, column, userShrinkage, row);
  }
  return { mean, row, column, rowShrinkage: userShrinkage, columnShrinkage: itemShrinkage };
}

/** The bias of one more row, columns held fixed: the last half-sweep. */
export function rowBias(person: SparseVector, baselines: Baselines): number {
  let sum = 0;
  for (let p = 0; p < person.index.length; p++) {
    sum +=
      (person.value[p] as number) -
      baselines.mean -
      (baselines.column[person.index[p] as number] as number);
  }
  return sum / (baselines.rowShrinkage + person.index.length || 1);
}

/** Baselines seen from the items: rows and columns change places. */
export function turned(baselines: Baselines): Baselines {
  const { mean, row, column, rowShrinkage, columnShrinkage } = baselines;
  return {
    mean,
    row: column,
    column: row,
    rowShrinkage: columnShrinkage,
    columnShrinkage: rowShrinkage,
  };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

function solve(
  matrix: SparseRows,
  mean: number,
  other: Float64Array,
  shrinkage: number,
  out: Float64Array,
): void {
  for (let r = 0; r < matrix.rows; r++) {
    const start = matrix.ptr[r] as number;
    const end = matrix.ptr[r + 1] as number;
    let sum = 0;
    for (let p = start; p < end; p++) {
      sum += (matrix.value[p] as number) - mean - (other[matrix.index[p] as number] as number);
    }
    out[r] = sum / (shrinkage + end - start || 1);
  }
}

/**
 * The baselines as a model. Someone new is folded in exactly: users are the last to be solved for,
 * so that a member's bias is what the same ratings give a newcomer.
 */
function baselineStars(baselines: Baselines): StarModel {
  const { mean, row, column } = baselines;
  const itemPart = (item: number) => mean + (item < 0 ? 0 : (column[item] as number));
  return {
    predict: (users, items) =>
      Float64Array.from(users, (user, pair) => {
        const bias = user < 0 ? 0 : (row[user] as number);
        return itemPart(items[pair] as number) + bias;
      }),
    foldIn(person) {
      const similarity = 1 / (baselines.rowShrinkage + person.index.length || 1);
      const contributions = Array.from(person.index, (source, p) => {
        const value = person.value[p] as number;
        return { source, similarity, value, amount: similarity * (value - itemPart(source)) };
      });
      return {
        predict(item) {
          const base = itemPart(item);
          const stars = contributions.reduce((sum, { amount }) => sum + amount, base);
          return { stars, base, source: "item", contributions };
        },
      };
    },
  };
}
