import { mapValues, rowOf, type SparseRows } from "../../base/sparse";
import type { ItemContent } from "../content";
import type { Interactions } from "../interactions";
import type { Person } from "../model";
import { divergenceOf, stylesOf } from "../slate/calibration";

/** What a list is besides accurate; NaN where it cannot be told. */
export interface ListCharacter {
  /** Mean −log₂ of the share of users who have an item: bits of surprise; 0 where all have all. */
  readonly novelty: number;
  /** Mean 1 − cosine of two items of the list, by tags where there are any, else by listeners. */
  readonly diversity?: number;
  /** Divergence of the tags of the list from those of the person, in nats; 0 is best. */
  readonly calibration?: number;
}

/** What is known of the items that lists are made of. */
export interface Catalogue {
  readonly itemIds: readonly string[];
  /** People in the community, and how many of them have each item. */
  readonly users: number;
  readonly listeners: ArrayLike<number>;
  /** Who has what, items × users; a pack does not say. */
  readonly items?: SparseRows;
}

export function catalogueOf({ itemIds, userIds, items }: Interactions): Catalogue {
  const listeners = Uint32Array.from(itemIds, (_, item) => rowOf(items, item).index.length);
  return { itemIds, users: userIds.length, listeners, items };
}

/**
 * Measures lists by what the community and the tags say of their items.
 *
 * @param content  tags; without them diversity goes by who has what, and calibration is left out
 * @see Castells, Hurley, Vargas, "Novelty and diversity in recommender systems", 2015
 * @see Steck, "Calibrated recommendations", RecSys 2018
 */
export function characterOf(
  { users, listeners, items }: Catalogue,
  content: ItemContent | undefined,
): (list: readonly number[], person: Person) => ListCharacter {
  const compared = content?.rows ?? (items && mapValues(items, () => 1));
  const length = Float64Array.from({ length: compared?.rows ?? 0 }, (_, item) =>
    Math.sqrt(rowOf(compared as SparseRows, item).value.reduce((sum, x) => sum + x * x, 0)),
  );
  const styles = content && sharesOf(content.rows);
  const surprise = (item: number) => Math.log2(users / Math.max(1, listeners[item] as number));
  return (list, person) => {
    const character = {
      novelty: mean(list.map(surprise)),
      ...(compared && { diversity: diversityOf(list, compared, length) }),
    };
    if (!styles) return character;
    const wanted = stylesOf(styles, { ...person, value: person.value.map(() => 1) });
    const known = wanted.some((share) => share > 0);
    return { ...character, calibration: known ? divergenceOf(list, wanted, styles) : Number.NaN };
  };
}

/** Share of the items that stand in some list. */
export function coverageOf(lists: readonly (readonly number[])[], items: number): number {
  return new Set(lists.flat()).size / items;
}

/**
 * How unequally the items are shown: 0 all as often, near 1 one alone. Items never shown count.
 *
 * @see Gini, "Variabilità e mutabilità", 1912
 */
export function giniOf(lists: readonly (readonly number[])[], items: number): number {
  const shown = new Float64Array(items);
  for (const item of lists.flat()) shown[item] = (shown[item] as number) + 1;
  shown.sort();
  let weighed = 0;
  let total = 0;
  shown.forEach((times, place) => {
    weighed += (2 * (place + 1) - items - 1) * times;
    total += times;
  });
  return total === 0 ? 0 : weighed / (items * total);
}

function diversityOf(list: readonly number[], rows: SparseRows, length: Float64Array): number {
  const distances: number[] = [];
  for (const [place, item] of list.entries()) {
    for (const other of list.slice(0, place)) {
      const product = productOf(rows, item, other);
      const below = (length[item] as number) * (length[other] as number);
      distances.push(1 - (below > 0 ? product / below : 0));
    }
  }
  return mean(distances);
}

function productOf(rows: SparseRows, one: number, other: number): number {
  const a = rowOf(rows, one);
  const b = rowOf(rows, other);
  let sum = 0;
  for (let p = 0, q = 0; p < a.index.length && q < b.index.length;) {
    const ahead = (a.index[p] as number) - (b.index[q] as number);
    if (ahead === 0) sum += (a.value[p] as number) * (b.value[q] as number);
    if (ahead <= 0) p++;
    if (ahead >= 0) q++;
  }
  return sum;
}

/** Every row divided by its sum. */
function sharesOf(rows: SparseRows): SparseRows {
  const sums = Float64Array.from({ length: rows.rows }, (_, r) =>
    rowOf(rows, r).value.reduce((sum, value) => sum + value, 0),
  );
  return mapValues(rows, (value, r) => (value === 0 ? 0 : value / (sums[r] as number)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
