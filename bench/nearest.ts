import { mapValues, transpose, type SparseRows } from "../src/base/sparse";
import { nearestRows } from "../src/recommend/similarity";
import { syntheticRatings, type Shape } from "./ratings";

/** Which rows are compared: of made-up ratings, or of the entries given (items × listeners). */
export interface RowsRequest {
  readonly source: Shape | Entries;
  readonly side: "items" | "listeners";
  readonly values: "stars" | "binary";
}

/** A matrix of ones that can be sent to a browser. */
export interface Entries {
  readonly items: number;
  readonly listeners: number;
  readonly ptr: readonly number[];
  readonly index: readonly number[];
}

export interface NearestRound {
  readonly ms: number;
  /** Sum of all similarities found: tells whether two ways found equally near neighbours. */
  readonly scoreSum: number;
}

const made = new Map<string, SparseRows>();

/** The rows asked for; made once and kept, so that rounds measure nothing else. */
export function rowsOf({ source, side, values }: RowsRequest): SparseRows {
  const key = JSON.stringify(["ptr" in source ? source.ptr.length : source, side, values]);
  let rows = made.get(key);
  if (!rows) {
    const items = "ptr" in source ? fromEntries(source) : syntheticRatings(source);
    const valued = values === "binary" ? mapValues(items, () => 1) : items;
    rows = side === "items" ? valued : transpose(valued);
    made.set(key, rows);
  }
  return rows;
}

/** From compressed rows to the sorted neighbours of each, by the clock. */
export function nearestRound(request: RowsRequest, k: number): NearestRound {
  const rows = rowsOf(request);
  const start = performance.now();
  const nearest = nearestRows(rows, k, 0);
  const ms = performance.now() - start;
  return { ms, scoreSum: nearest.score.reduce((sum, score) => sum + score, 0) };
}

/** Σ n_c² over the columns: what all pairs cost. */
export function multiplyAdds({ columns, index }: SparseRows): number {
  const counts = new Float64Array(columns);
  for (const column of index) counts[column] = (counts[column] as number) + 1;
  return counts.reduce((sum, count) => sum + count * count, 0);
}

function fromEntries({ items, listeners, ptr, index }: Entries): SparseRows {
  return {
    rows: items,
    columns: listeners,
    ptr: Uint32Array.from(ptr),
    index: Uint32Array.from(index),
    value: new Float64Array(index.length).fill(1),
  };
}
