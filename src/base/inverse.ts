import { choleskyInPlace } from "./cholesky";
import { finish } from "./steps";
import { subtractProduct, type Panel } from "./product";

/** Two panels of so many rows fit the second cache beside the tile. */
const block = 64;

/**
 * The inverse of a symmetric positive definite matrix, in its own memory: a blocked Cholesky
 * factor L in the lower triangle, its inverse, transposed, in the upper, then the product of that
 * with itself. All three are products of rows with rows; n³ multiply-adds in all.
 *
 * @param a  n × n in rows; its lower triangle is read, all of it is written
 * @returns  yields the share done, to be stopped between blocks; then `a` is of no use
 * @throws RangeError when the matrix is not positive definite
 * @see Du Croz, Higham, "Stability of methods for matrix inversion", IMA J. Numer. Anal. 1992
 */
export function* invertInSteps(a: Float64Array, n: number): Generator<number, void> {
  const starts = Array.from({ length: Math.ceil(n / block) }, (_, b) => b * block);
  const panel = (row: number, column: number): Panel => ({
    data: a,
    at: row * n + column,
    stride: n,
  });
  const size = (start: number) => Math.min(block, n - start);
  /** The diagonal blocks of L⁻ᵀ and of L⁻¹, whole squares with zeros. */
  const upper = starts.map((start) => square(size(start)));
  const lower = starts.map((start) => square(size(start)));

  for (const [b, start] of starts.entries()) {
    const width = size(start);
    subtractProduct(panel(start, start), panel(start, 0), panel(start, 0), width, width, start);
    choleskyInPlace(a, width, start * n + start, n);
    invertTriangle(panel(start, start), width, lower[b] as Panel, upper[b] as Panel);
    for (const below of starts.slice(b + 1)) {
      const to = panel(below, start);
      subtractProduct(to, panel(below, 0), panel(start, 0), size(below), width, start);
      replaceByProduct(to, lower[b] as Panel, size(below), width);
      yield share(0, start + ((below - start) * width) / n, n);
    }
  }

  for (const [b, start] of starts.entries()) {
    const width = size(start);
    for (const [r, row] of starts.slice(0, b).entries()) {
      const to = panel(row, start);
      clear(to, block, width);
      subtractProduct(to, upper[r] as Panel, panel(start, row), block, width, block);
      const next = row + block;
      subtractProduct(to, panel(row, next), panel(start, next), block, width, start - next);
      replaceByProduct(to, lower[b] as Panel, block, width);
    }
    yield share(1, start, n);
  }

  for (const [b, start] of starts.entries()) {
    const height = size(start);
    const next = start + height;
    const own = upper[b] as Panel;
    for (const column of starts.slice(0, b + 1)) {
      const to = panel(start, column);
      const width = size(column);
      const above = column === start ? own : panel(column, start);
      // What the diagonal block of L⁻ᵀ was has been copied; the rest of it lies to the right.
      clear(to, height, width);
      subtractProduct(to, own, above, height, width, height);
      subtractProduct(to, panel(start, next), panel(column, next), height, width, n - next);
      negate(to, height, width);
    }
    yield share(2, start, n);
  }
  mirror(a, n);
}

/** As `invertInSteps`, without a pause. */
export function invertInPlace(a: Float64Array, n: number): void {
  finish(invertInSteps(a, n));
}

function share(phase: number, row: number, n: number): number {
  return (phase + row / n) / 3;
}

function square(n: number): Panel {
  return { data: new Float64Array(n * n), at: 0, stride: n };
}

/** Of a lower triangle: its inverse, and that transposed. */
function invertTriangle(triangle: Panel, n: number, lower: Panel, upper: Panel): void {
  const at = (r: number, c: number) =>
    triangle.data[triangle.at + r * triangle.stride + c] as number;
  for (let c = 0; c < n; c++) {
    for (let r = c; r < n; r++) {
      let sum = r === c ? 1 : 0;
      for (let k = c; k < r; k++) sum -= at(r, k) * (upper.data[c * n + k] as number);
      upper.data[c * n + r] = sum / at(r, r);
      lower.data[r * n + c] = sum / at(r, r);
    }
  }
}

/** X ← X Bᵀ with B lower triangular: from the last column on, nothing needed is overwritten. */
function replaceByProduct(x: Panel, b: Panel, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    const row = x.at + r * x.stride;
    for (let c = columns - 1; c >= 0; c--) {
      let sum = 0;
      const other = b.at + c * b.stride;
      for (let k = 0; k <= c; k++)
        sum += (x.data[row + k] as number) * (b.data[other + k] as number);
      x.data[row + c] = sum;
    }
  }
}

function clear({ data, at, stride }: Panel, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) data.fill(0, at + r * stride, at + r * stride + columns);
}

function negate({ data, at, stride }: Panel, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    for (let p = at + r * stride; p < at + r * stride + columns; p++)
      data[p] = -(data[p] as number);
  }
}

/** Copies the lower triangle to the upper. */
function mirror(a: Float64Array, n: number): void {
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < r; c++) a[c * n + r] = a[r * n + c] as number;
  }
}
