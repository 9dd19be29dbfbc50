import { findColumn, rowOf, type SparseRows, type SparseVector } from "../../base/sparse";
import { candidatesOf } from "../slate/candidates";
import type { Catalogue } from "../slate/catalogue";

/** An item near another, and by what: the two amounts sum to the score. */
export interface Similar {
  readonly item: number;
  /** 0–1. */
  readonly score: number;
  readonly byListeners: number;
  readonly byContent: number;
  /** Styles that both have, the most telling first, at most three. */
  readonly styles: readonly string[];
}

/**
 * The items most like one: half by who listens to both (in the unit of the best such neighbour),
 * half by their tags, against which all items are compared. Without tags, by listeners alone.
 *
 * @param neighbours  of the item, by a model: similarity > 0 by item number
 */
export function similarItems(
  catalogue: Catalogue,
  item: number,
  neighbours: SparseVector,
  n: number,
  allowed: (item: number) => boolean = () => true,
): readonly Similar[] {
  const half = catalogue.styleNames.length > 0 ? 0.5 : 0;
  const content = likenessToAll(catalogue.vectors, item).map((likeness) => half * likeness);
  const best = neighbours.value.reduce((most, value) => Math.max(most, value), 0);
  const listeners = new Float64Array(content.length);
  neighbours.index.forEach((other, at) => {
    listeners[other] = ((1 - half) * (neighbours.value[at] as number)) / (best || 1);
  });
  const scores = content.map((likeness, i) => likeness + (listeners[i] as number));
  const near = candidatesOf(scores, (other) => other !== item && allowed(other));
  return Array.from(near.item.subarray(0, n), (other, at) => ({
    item: other,
    score: near.score[at] as number,
    byListeners: listeners[other] as number,
    byContent: content[other] as number,
    styles: sharedStyles(catalogue, item, other),
  }));
}

/** Likeness of one row to every row, 0–1, in one pass over the matrix. */
function likenessToAll(vectors: SparseRows, item: number): Float64Array {
  const dense = new Float64Array(vectors.columns);
  const { index, value } = rowOf(vectors, item);
  index.forEach((column, p) => {
    dense[column] = value[p] as number;
  });
  return Float64Array.from({ length: vectors.rows }, (_, row) => {
    const end = vectors.ptr[row + 1] as number;
    let dot = 0;
    for (let p = vectors.ptr[row] as number; p < end; p++) {
      dot += (vectors.value[p] as number) * (dense[vectors.index[p] as number] as number);
    }
    return Math.min(1, Math.max(0, dot));
  });
}

function sharedStyles({ styles, styleNames }: Catalogue, a: number, b: number): string[] {
  const [one, other] = [rowOf(styles, a), rowOf(styles, b)];
  return Array.from(one.index, (style, p) => {
    const at = findColumn(other.index, style);
    return { style, share: at < 0 ? 0 : Math.min(one.value[p] ?? 0, other.value[at] ?? 0) };
  })
    .filter(({ share }) => share > 0)
    .sort((x, y) => y.share - x.share || x.style - y.style)
    .slice(0, 3)
    .map(({ style }) => styleNames[style] as string);
}
