import { roundRows, type Tensor } from "../matrix";
import { COLUMNS, GROUP, groupsOf } from "../kernel/blocks";

/** A matrix [out, in] in the order that kernel/product.ts reads: by 32 outputs. */
export interface Blocks {
  readonly blocks: number;
  readonly groups: number;
  /** [blocks][pairs of inputs][32][2], zero beyond the matrix. */
  readonly weights: Int8Array;
  /** [blocks × 32] */
  readonly scales: Float32Array;
}

/** A matrix that does not come in bytes is rounded to such. */
export function blockMatrix(matrix: Tensor): Blocks {
  const [rows, columns] = matrix.shape as [number, number];
  const { bytes, scales } = (matrix.rounded ?? roundRows(matrix).rounded) as Rounded;
  const blocks = Math.ceil(rows / COLUMNS);
  const groups = groupsOf(columns);
  const padded = GROUP * groups;
  const weights = new Int8Array(blocks * COLUMNS * padded);
  for (let r = 0; r < rows; r++) {
    const block = Math.floor(r / COLUMNS) * COLUMNS * padded + 2 * (r % COLUMNS);
    for (let c = 0; c < columns; c++) {
      weights[block + (c >> 1) * 2 * COLUMNS + (c & 1)] = bytes[r * columns + c] as number;
    }
  }
  const filled = new Float32Array(blocks * COLUMNS);
  filled.set(scales);
  return { blocks, groups, weights, scales: filled };
}

type Rounded = NonNullable<Tensor["rounded"]>;
