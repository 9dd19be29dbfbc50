/** A part of a matrix in rows: entry (r, c) is data[at + r · stride + c]. */
export interface Panel {
  readonly data: Float64Array;
  readonly at: number;
  readonly stride: number;
}

/** So many numbers of a row are worked through at a time that four rows stay in the cache. */
const depthBlock = 256;
const tile = 4;

/**
 * C ← C − A Bᵀ, where C is rows × columns, A rows × depth and B columns × depth. Both are read
 * along their rows, in tiles of 4 × 4 whose sums stay in registers. C may share memory with A or B
 * only where they do not overlap.
 *
 * @see Goto, van de Geijn, "Anatomy of high-performance matrix multiplication", TOMS 2008
 */
export function subtractProduct(
  c: Panel,
  a: Panel,
  b: Panel,
  rows: number,
  columns: number,
  depth: number,
): void {
  const wholeRows = rows - (rows % tile);
  const wholeColumns = columns - (columns % tile);
  for (let from = 0; from < depth; from += depthBlock) {
    const to = Math.min(depth, from + depthBlock);
    for (let i = 0; i < wholeRows; i += tile) {
      for (let j = 0; j < wholeColumns; j += tile) subtractTile(c, a, b, i, j, from, to);
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = i < wholeRows ? wholeColumns : 0; j < columns; j++) {
      const at = c.at + i * c.stride + j;
      c.data[at] = (c.data[at] as number) - dot(a, b, i, j, depth);
    }
  }
}

function dot(a: Panel, b: Panel, i: number, j: number, depth: number): number {
  const left = a.data;
  const right = b.data;
  let p = a.at + i * a.stride;
  let q = b.at + j * b.stride;
  let sum = 0;
  for (const end = p + depth; p < end; p++, q++) {
    sum += (left[p] as number) * (right[q] as number);
  }
  return sum;
}

function subtractTile(
  c: Panel,
  a: Panel,
  b: Panel,
  i: number,
  j: number,
  from: number,
  to: number,
): void {
  const left = a.data;
  const right = b.data;
  let i0 = a.at + i * a.stride + from;
  let i1 = i0 + a.stride;
  let i2 = i1 + a.stride;
  let i3 = i2 + a.stride;
  let j0 = b.at + j * b.stride + from;
  let j1 = j0 + b.stride;
  let j2 = j1 + b.stride;
  let j3 = j2 + b.stride;
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0; // prettier-ignore
  let c10 = 0, c11 = 0, c12 = 0, c13 = 0; // prettier-ignore
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0; // prettier-ignore
  let c30 = 0, c31 = 0, c32 = 0, c33 = 0; // prettier-ignore
  for (let k = from; k < to; k++) {
    const b0 = right[j0++] as number;
    const b1 = right[j1++] as number;
    const b2 = right[j2++] as number;
    const b3 = right[j3++] as number;
    let x = left[i0++] as number;
    c00 += x * b0;
    c01 += x * b1;
    c02 += x * b2;
    c03 += x * b3;
    x = left[i1++] as number;
    c10 += x * b0;
    c11 += x * b1;
    c12 += x * b2;
    c13 += x * b3;
    x = left[i2++] as number;
    c20 += x * b0;
    c21 += x * b1;
    c22 += x * b2;
    c23 += x * b3;
    x = left[i3++] as number;
    c30 += x * b0;
    c31 += x * b1;
    c32 += x * b2;
    c33 += x * b3;
  }
  const at = c.at + i * c.stride + j;
  takeOff(c.data, at, c00, c01, c02, c03);
  takeOff(c.data, at + c.stride, c10, c11, c12, c13);
  takeOff(c.data, at + 2 * c.stride, c20, c21, c22, c23);
  takeOff(c.data, at + 3 * c.stride, c30, c31, c32, c33);
}

function takeOff(
  data: Float64Array,
  at: number,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
): void {
  data[at] = (data[at] as number) - x0;
  data[at + 1] = (data[at + 1] as number) - x1;
  data[at + 2] = (data[at + 2] as number) - x2;
  data[at + 3] = (data[at + 3] as number) - x3;
}
