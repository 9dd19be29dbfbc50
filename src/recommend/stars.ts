import {
  mapValues,
  onlyRows,
  rowOf,
  transpose,
  type SparseRows,
  type SparseVector,
} from "../base/sparse";
import { fitBaselines, meanOf, turned, type Baselines } from "./baselines";
import { centresOf, type Centres } from "./centring";
import { Comparer } from "./comparer";
import { Estimator } from "./estimate";
import type { Interactions } from "./interactions";
import type { Estimate, Person, StarModel } from "./model";
import { weigh, type NeighbourOptions } from "./options";
import { mapVector, prepareRows, type PreparedRows } from "./prepare";

/** Everything a prediction needs. A row is a user or an item: whoever has the neighbours. */
interface Fitted {
  readonly rows: SparseRows;
  readonly columns: SparseRows;
  readonly options: NeighbourOptions;
  readonly centres: Centres;
  readonly prepared: PreparedRows;
  readonly estimator: Estimator;
  /** Shared: its similarities last until it compares again. */
  readonly comparer: Comparer;
  /** Of all ratings: the answer where nothing is known. */
  readonly mean: number;
}

/**
 * Stars from neighbours: of the user among those who rated the item, or of the item among those
 * the user rated. The neighbours of a pair are found exactly, from similarities computed a row at
 * a time and then forgotten; no matrix of pairs is ever held.
 *
 * Where nothing is similar, the answer is the mean of all ratings (centring none) or the centre.
 */
export function fitStars(
  data: Interactions,
  side: "user" | "item",
  options: NeighbourOptions,
): StarModel {
  const fitted = fit(data, side, options);
  return side === "user"
    ? { predict: (u, i) => predict(fitted, u, i), foldIn: (person) => foldInUser(fitted, person) }
    : { predict: (u, i) => predict(fitted, i, u), foldIn: (person) => foldInItems(fitted, person) };
}

function fit(data: Interactions, side: "user" | "item", options: NeighbourOptions): Fitted {
  const [rows, columns] = side === "user" ? [data.users, data.items] : [data.items, data.users];
  const baselinesOf = (users: SparseRows, items: SparseRows): Baselines => {
    const baselines = fitBaselines(users, items);
    return side === "user" ? baselines : turned(baselines);
  };
  const weighed = mapValues(rows, (value) => weigh(value, options.weighting));
  const compared =
    options.similarity === "pearson-baseline"
      ? baselinesOf(...bySide(side, weighed, transpose(weighed)))
      : undefined;
  const own = options.centring === "baseline" ? baselinesOf(data.users, data.items) : undefined;
  const centres = centresOf(rows, options.centring, own);
  const prepared = prepareRows(weighed, options, compared);
  return {
    rows,
    columns,
    options,
    centres,
    prepared,
    comparer: new Comparer(prepared.rows, options),
    estimator: new Estimator(options.k, centres),
    mean: meanOf(data.users.value),
  };
}

function bySide<T>(side: "user" | "item", rows: T, columns: T): [users: T, items: T] {
  return side === "user" ? [rows, columns] : [columns, rows];
}

/** All pairs, those of one row together, so that its similarities are computed once. */
function predict(fitted: Fitted, rows: Int32Array, columns: Int32Array): Float64Array {
  const { centres, options, prepared, estimator, comparer } = fitted;
  const stars = new Float64Array(rows.length);
  const similarity = (row: number) => comparer.similarity(row);
  const order = Array.from(rows, (_, pair) => pair);
  order.sort((a, b) => (rows[a] as number) - (rows[b] as number) || a - b);
  let compared = -1;
  for (const pair of order) {
    const row = rows[pair] as number;
    const column = columns[pair] as number;
    const known = row >= 0 && column >= 0;
    const columnPart = column < 0 ? 0 : (centres.column[column] as number);
    const rowPart = row < 0 ? fitted.mean : (centres.row[row] as number);
    const centre = rowPart + columnPart;
    if (!known) {
      stars[pair] = options.centring === "baseline" ? centre : fitted.mean;
      continue;
    }
    if (row !== compared) {
      comparer.compare(rowOf(prepared.rows, row));
      compared = row;
    }
    stars[pair] = estimator.stars({
      similarity,
      raters: rowOf(fitted.columns, column),
      column: columnPart,
      centre,
      unit: centres.unit[row] as number,
      otherwise: otherwise(fitted, centre),
    });
  }
  return stars;
}

/** The person is one more row, compared with every other once. */
function foldInUser(fitted: Fitted, person: Person): { predict(item: number): Estimate } {
  const { prepared, options, centres, estimator, comparer } = fitted;
  comparer.compare(prepared.prepare(weighVector(person, options)));
  const similarities = comparer.similarities();
  const similarity = (user: number) => similarities[user] as number;
  const { row, unit } = centres.newRow(person);
  return {
    predict(item) {
      const column = centres.column[item] as number;
      const centre = row + column;
      const raters = rowOf(fitted.columns, item);
      const question = { similarity, raters, column, centre, unit };
      return estimator.explain({ ...question, otherwise: otherwise(fitted, centre) }, "listener");
    },
  };
}

/** The person is one more column; an item is compared with the person's items only. */
function foldInItems(fitted: Fitted, person: Person): { predict(item: number): Estimate } {
  const { prepared, centres, estimator, comparer } = fitted;
  const own = transpose(onlyRows(prepared.rows, person.index));
  const column = centres.newColumn(person);
  return {
    predict(item) {
      comparer.compare(rowOf(prepared.rows, item), own);
      const centre = (centres.row[item] as number) + column;
      const unit = centres.unit[item] as number;
      const similarity = (own: number) => comparer.similarity(own);
      const question = { similarity, raters: person, column, centre, unit };
      return estimator.explain({ ...question, otherwise: otherwise(fitted, centre) }, "item");
    },
  };
}

function otherwise(fitted: Fitted, centre: number): number {
  return fitted.options.centring === "none" ? fitted.mean : centre;
}

function weighVector(vector: SparseVector, options: NeighbourOptions): SparseVector {
  return mapVector(vector, (value) => weigh(value, options.weighting));
}
