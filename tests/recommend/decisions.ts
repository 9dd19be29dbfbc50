import { readFileSync } from "node:fs";
import { fromTriples, type SparseRows, type SparseVector } from "../../src/base/sparse";
import type { Catalogue } from "../../src/recommend/slate/catalogue";
import type { Candidates } from "../../src/recommend/slate/task";

/** What tests/fixtures/decisions/make.py wrote. */
interface Decisions {
  readonly ridge: {
    readonly x: readonly (readonly number[])[];
    readonly reward: readonly number[];
    readonly theta: readonly number[];
    readonly inverse: readonly number[];
    readonly probe: readonly number[];
    readonly uncertainty: number;
  };
  readonly wilson: readonly { hits: number; trials: number; low: number; high: number }[];
  readonly grassberger: readonly { readonly counts: readonly number[]; readonly entropy: number }[];
  readonly slate: {
    readonly styles: readonly (readonly number[])[];
    readonly vectors: readonly (readonly number[])[];
    readonly novelty: readonly number[];
    readonly candidates: readonly number[];
    readonly score: readonly number[];
    readonly own: readonly number[];
    readonly weights: { likeness: number; calibration: number; novelty: number };
    readonly chosen: readonly number[];
    readonly divergence: readonly number[];
  };
  /** Day and week. */
  readonly weeks: readonly (readonly [string, string])[];
  readonly zones: readonly {
    readonly zone: string;
    /** Seconds, offset in minutes, week, weekday (0 Sunday), hour. */
    readonly rows: readonly (readonly [number, number, string, number, number])[];
  }[];
  readonly beta: readonly (readonly [number, number, readonly number[]])[];
}

const path = new URL("../fixtures/decisions/decisions.json", import.meta.url);
export const decisions = JSON.parse(readFileSync(path, "utf8")) as Decisions;

/** A matrix by rows, without its zeros. */
export function sparse(rows: readonly (readonly number[])[]): SparseRows {
  return fromTriples(
    rows.flatMap((row, r) =>
      row.flatMap((v, c) => (v === 0 ? [] : [[r, c, v] as [number, number, number]])),
    ),
    { rows: rows.length, columns: rows[0]?.length ?? 0 },
  );
}

export function vector(entries: readonly (readonly [number, number])[]): SparseVector {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  return {
    index: Uint32Array.from(sorted, ([item]) => item),
    value: Float64Array.from(sorted, ([, value]) => value),
  };
}

export function candidates(item: readonly number[], score: readonly number[]): Candidates {
  return { item: Int32Array.from(item), score: Float64Array.from(score) };
}

/**
 * A catalogue of `items` items of `styles` styles, three a style in turn; by default each by an
 * artist of its own, later items less known.
 */
export function catalogue(
  items: number,
  styles: number,
  artist: (item: number) => number = (item) => item,
): Catalogue {
  const rows = Array.from({ length: items }, (_, i) =>
    Array.from({ length: styles }, (_, s) => (i % styles === s ? 1 : 0)),
  );
  return {
    artist: Int32Array.from({ length: items }, (_, i) => artist(i)),
    novelty: Float64Array.from({ length: items }, (_, i) => i / items),
    styleNames: Array.from({ length: styles }, (_, s) => `style ${s}`),
    styles: sparse(rows),
    vectors: sparse(rows),
  };
}
