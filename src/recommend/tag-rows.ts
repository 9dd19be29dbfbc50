import { mapValues, rowOf, transpose, type SparseRows } from "../base/sparse";
import { rowsOf } from "../base/rows";
import type { ItemContent } from "./content";

/** Tags that join, at most: the most common, ties by number. Few items share the others. */
const mostTags = 1000;

/**
 * Tags as if each were a listener of the items that have it: rows of weight · (1 + ln count).
 *
 * @param weight  what a tag given once counts beside a play, > 0
 */
export function tagRows({ rows }: ItemContent, weight: number): SparseRows {
  const tags = mapValues(transpose(rows), (count) =>
    count > 0 ? weight * (1 + Math.log(Math.max(1, count))) : 0,
  );
  const spread = (tag: number) => rowOf(tags, tag).index.length;
  const order = Array.from({ length: tags.rows }, (_, tag) => tag);
  order.sort((a, b) => spread(b) - spread(a) || a - b);
  return rowsOf(tags, order.slice(0, mostTags));
}
