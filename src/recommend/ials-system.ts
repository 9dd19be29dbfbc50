import { choleskyInPlace, solveCholesky, solveLower, solveUpper } from "../base/cholesky";
import type { SparseVector } from "../base/sparse";

/** Factors of the items, and what folding a person in needs besides. */
export interface ItemFactors {
  readonly items: number;
  readonly dims: number;
  /** items × dims. */
  readonly value: Float64Array;
  /** dims × dims: Σ v vᵀ over all items; lower triangle. */
  readonly gram: Float64Array;
  readonly unobserved: number;
  readonly regularisation: number;
  readonly exponent: number;
}

/**
 * The least-squares problems of rows, given the factors v of the columns: for a row with values c,
 * (α Σ_all v vᵀ + Σ |c| v vᵀ + ridge · I) x = Σ c v. A value below 0 says that the score should be
 * −1, as surely as one above 0 says 1.
 */
export class LeastSquares {
  /** Without the row's entries: the factor of each ridge, which few different rows have. */
  private readonly empty = new Map<number, Float64Array>();
  private readonly dims: number;

  constructor(private readonly columns: ItemFactors) {
    this.dims = columns.dims;
  }

  /** The factor of the row. */
  solve(row: SparseVector): Float64Array {
    return row.index.length * 4 <= this.dims ? this.solveFew(row) : this.solveMany(row);
  }

  /** The Cholesky factor of the row's matrix. */
  factorise({ index, value }: SparseVector): Float64Array {
    const { dims } = this;
    const matrix = this.withoutEntries(index.length);
    const v = this.columns.value;
    for (let p = 0; p < index.length; p++) {
      const at = (index[p] as number) * dims;
      addOuter(matrix, v.subarray(at, at + dims), Math.abs(value[p] as number));
    }
    choleskyInPlace(matrix, dims);
    return matrix;
  }

  private solveMany(row: SparseVector): Float64Array {
    const { dims } = this;
    const x = new Float64Array(dims);
    row.index.forEach((column, p) => addTo(x, this.factorOf(column), row.value[p] as number));
    solveCholesky(this.factorise(row), dims, x);
    return x;
  }

  /**
   * The same for few entries (Woodbury): with A = L Lᵀ the matrix without them and Y = L⁻¹ V,
   * x = L⁻ᵀ Y (C⁻¹ + Yᵀ Y)⁻¹ sign(c): a small system in place of a whole one.
   */
  private solveFew({ index, value }: SparseVector): Float64Array {
    const { dims } = this;
    const n = index.length;
    const factor = this.factorWithoutEntries(n);
    const columns = Array.from(index, (column) => {
      const y = this.factorOf(column).slice();
      solveLower(factor, dims, y);
      return y;
    });
    const small = new Float64Array(n * n);
    columns.forEach((left, p) => {
      for (let q = 0; q <= p; q++) small[p * n + q] = dot(left, columns[q] as Float64Array);
      small[p * n + p] = (small[p * n + p] as number) + 1 / Math.abs(value[p] as number);
    });
    const z = Float64Array.from(value, Math.sign);
    choleskyInPlace(small, n);
    solveCholesky(small, n, z);
    const x = new Float64Array(dims);
    columns.forEach((y, p) => addTo(x, y, z[p] as number));
    solveUpper(factor, dims, x);
    return x;
  }

  private factorWithoutEntries(entries: number): Float64Array {
    const known = this.empty.get(entries);
    if (known) return known;
    const factor = this.withoutEntries(entries);
    choleskyInPlace(factor, this.dims);
    this.empty.set(entries, factor);
    return factor;
  }

  private withoutEntries(entries: number): Float64Array {
    const { gram, unobserved, regularisation, exponent, items } = this.columns;
    const matrix = gram.map((g) => unobserved * g);
    const ridge = regularisation * (entries + unobserved * items) ** exponent;
    for (let d = 0; d < matrix.length; d += this.dims + 1)
      matrix[d] = (matrix[d] as number) + ridge;
    return matrix;
  }

  private factorOf(column: number): Float64Array {
    return this.columns.value.subarray(column * this.dims, (column + 1) * this.dims);
  }
}

/** Σ v vᵀ over rows of so many dimensions; lower triangle. */
export function gramOfFactors(value: Float64Array, dims: number): Float64Array {
  const gram = new Float64Array(dims * dims);
  for (let at = 0; at < value.length; at += dims) {
    addOuter(gram, value.subarray(at, at + dims), 1);
  }
  return gram;
}

/** matrix += weight · v vᵀ, in the lower triangle. */
function addOuter(matrix: Float64Array, v: Float64Array, weight: number): void {
  const n = v.length;
  for (let a = 0; a < n; a++) {
    const x = weight * (v[a] as number);
    const row = a * n;
    for (let b = 0; b <= a; b++) {
      matrix[row + b] = (matrix[row + b] as number) + x * (v[b] as number);
    }
  }
}

function addTo(sum: Float64Array, v: Float64Array, factor: number): void {
  for (let d = 0; d < v.length; d++) sum[d] = (sum[d] as number) + factor * (v[d] as number);
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}
