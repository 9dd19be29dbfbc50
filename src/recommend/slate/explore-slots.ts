import { findColumn, rowOf, type SparseRows } from "../../base/sparse";
import type { Pool } from "./greedy";

/** An item is of a style when this share of its styles or more is it. */
const styleShare = 0.15;
/** Styles offered for exploring, nearest to the person first. */
const mostArms = 24;

/** Places of a slate that explore, spread evenly, none of them the first. */
export function explorePlaces(n: number, share: number): ReadonlySet<number> {
  const count = Math.round(n * share);
  return new Set(
    Array.from({ length: count }, (_, slot) => Math.floor(((slot + 0.75) * n) / count)),
  );
}

/**
 * Styles that can be explored: those of open candidates by new artists, but not the main styles of
 * the person (which make up the larger half of their taste). By the relevance that the candidates
 * bring, most first.
 */
export function styleArms(pool: Pool, styles: SparseRows): readonly number[] {
  const main = mainStyles(pool.wanted);
  const relevance = new Float64Array(styles.columns);
  for (let at = 0; at < pool.size; at++) {
    if (pool.newArtist[at] === 0 || !pool.isOpen(at)) continue;
    const { index, value } = rowOf(styles, pool.item[at] as number);
    index.forEach((style, p) => {
      if ((value[p] as number) < styleShare) return;
      relevance[style] = (relevance[style] as number) + (pool.relevance[at] as number);
    });
  }
  return Array.from(relevance.keys())
    .filter((style) => (relevance[style] as number) > 0 && !main.has(style))
    .sort((a, b) => (relevance[b] as number) - (relevance[a] as number) || a - b)
    .slice(0, mostArms);
}

/** The most relevant open candidate of a style by a new artist, −1 where there is none. */
export function bestOfStyle(pool: Pool, styles: SparseRows, style: number): number {
  let best = -1;
  for (let at = 0; at < pool.size; at++) {
    if (pool.newArtist[at] === 0 || !pool.isOpen(at)) continue;
    const row = rowOf(styles, pool.item[at] as number);
    const p = findColumn(row.index, style);
    if (p < 0 || (row.value[p] as number) < styleShare) continue;
    if (best < 0 || (pool.relevance[at] as number) > (pool.relevance[best] as number)) best = at;
  }
  return best;
}

/** The fewest styles that make up half of a taste. */
function mainStyles(wanted: Float64Array): ReadonlySet<number> {
  const order = Array.from(wanted.keys()).sort(
    (a, b) => (wanted[b] as number) - (wanted[a] as number) || a - b,
  );
  const main = new Set<number>();
  let sum = 0;
  for (const style of order) {
    if (sum >= 0.5 || wanted[style] === 0) break;
    main.add(style);
    sum += wanted[style] as number;
  }
  return main;
}
