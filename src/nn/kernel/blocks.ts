import type { Tensor } from "../matrix";

/** Columns of a block, and rows of a group, as kernel/product.ts has them. */
export const COLUMNS = 32;
export const GROUP = 8;

/** Column of the matrix that stands at each place of the blocks; −1 where there is none. */
export type Order = Int32Array;

/** Columns as they are, the last block filled up. */
export function plainOrder(columns: number): Order {
  const places = COLUMNS * Math.ceil(columns / COLUMNS);
  return Int32Array.from({ length: places }, (_, place) => (place < columns ? place : -1));
}

/** Gates i, j, f, o of eight units in each block. */
export function gateOrder(hidden: number): Order {
  const places = COLUMNS * Math.ceil(hidden / GROUP);
  return Int32Array.from({ length: places }, (_, place) => {
    const unit = GROUP * Math.floor(place / COLUMNS) + (place % GROUP);
    const gate = Math.floor((place % COLUMNS) / GROUP);
    return unit < hidden ? gate * hidden + unit : -1;
  });
}

export function blocksOf(order: Order): number {
  return order.length / COLUMNS;
}

export function groupsOf(rows: number): number {
  return Math.ceil(rows / GROUP);
}

/** A bias in the order of the blocks. */
export function blockBias(bias: Float32Array, order: Order): Float32Array {
  return Float32Array.from(order, (column) => (column < 0 ? 0 : (bias[column] as number)));
}

/** Some rows of a matrix, block by block: as bytes with their scales where it has them. */
interface Blocks {
  /** Bytes [blocks][pairs of rows][32][2], or f32 [blocks][rows][32]; zero beyond the matrix. */
  readonly weights: Int8Array | Float32Array;
  /** [rows, filled up to whole groups], of bytes alone. */
  readonly scales?: Float32Array;
}

/** Rows `first` … `first + rows − 1` of a matrix. */
export function blockRows(matrix: Tensor, first: number, rows: number, order: Order): Blocks {
  const columns = matrix.shape[1] as number;
  const padded = GROUP * groupsOf(rows);
  const { rounded } = matrix;
  const source = rounded?.bytes ?? matrix.values;
  const weights = rounded
    ? new Int8Array(order.length * padded)
    : new Float32Array(order.length * padded);
  for (let r = 0; r < rows; r++) {
    const from = (first + r) * columns;
    for (let place = 0; place < order.length; place++) {
      const column = order[place] as number;
      if (column < 0) continue;
      const block = Math.floor(place / COLUMNS) * padded * COLUMNS;
      const inBlock = place % COLUMNS;
      const to = rounded ? ((r >> 1) * COLUMNS + inBlock) * 2 + (r & 1) : r * COLUMNS + inBlock;
      weights[block + to] = source[from + column] as number;
    }
  }
  if (!rounded) return { weights };
  const scales = new Float32Array(padded);
  scales.set(rounded.scales.subarray(first, first + rows));
  return { weights, scales };
}
