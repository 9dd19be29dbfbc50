/**
 * L of a = L Lᵀ, in the lower triangle of `a`; only that triangle is read, the other keeps what it
 * had.
 *
 * @param a  n × n in rows, symmetric and positive definite
 * @param at, stride  where the matrix starts in `a`, and how far its rows are apart
 * @throws RangeError when it is not positive definite
 */
export function choleskyInPlace(a: Float64Array, n: number, at = 0, stride = n): void {
  for (let i = 0; i < n; i++) {
    const row = at + i * stride;
    for (let j = 0; j <= i; j++) {
      const other = at + j * stride;
      let sum = a[row + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[row + k] as number) * (a[other + k] as number);
      if (j < i) {
        a[row + j] = sum / (a[other + j] as number);
      } else {
        if (!(sum > 0)) throw new RangeError("The matrix is not positive definite.");
        a[row + j] = Math.sqrt(sum);
      }
    }
  }
}

/** x of L Lᵀ x = b, in the place of b. */
export function solveCholesky(factor: Float64Array, n: number, b: Float64Array): void {
  solveLower(factor, n, b);
  solveUpper(factor, n, b);
}

/** x of L x = b, in the place of b. */
export function solveLower(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[row + k] as number) * (b[k] as number);
    b[i] = sum / (factor[row + i] as number);
  }
}

/** x of Lᵀ x = b, in the place of b. */
export function solveUpper(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const x = (b[i] as number) / (factor[row + i] as number);
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = (b[k] as number) - (factor[row + k] as number) * x;
  }
}
