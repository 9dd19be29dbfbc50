import fc from "fast-check";
import { expect, test } from "vitest";
import { choleskyInPlace, solveCholesky } from "../../src/base/cholesky";
import { invertInPlace, invertInSteps } from "../../src/base/inverse";
import { normalNumbers } from "../../src/base/normal";
import { subtractProduct } from "../../src/base/product";

/** X Xᵀ + I of random X: positive definite. */
function positive(n: number, seed: number): Float64Array {
  const x = normalNumbers(n * n, 1 / Math.sqrt(n), seed);
  const a = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let sum = r === c ? 1 : 0;
      for (let k = 0; k < n; k++) sum += (x[r * n + k] as number) * (x[c * n + k] as number);
      a[r * n + c] = sum;
    }
  }
  return a;
}

/** How far a · b is from the unit matrix, at most. */
function distanceFromOne(a: Float64Array, b: Float64Array, n: number): number {
  let worst = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let sum = r === c ? -1 : 0;
      for (let k = 0; k < n; k++) sum += (a[r * n + k] as number) * (b[k * n + c] as number);
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

test.each([1, 2, 5, 63, 64, 65, 128, 200])("%d rows times their inverse are one", (n) => {
  const a = positive(n, n);
  const inverse = a.slice();
  invertInPlace(inverse, n);
  expect(distanceFromOne(a, inverse, n)).toBeLessThan(1e-12);
});

test("only the lower triangle is read", () => {
  const n = 70;
  const whole = positive(n, 3);
  const half = whole.map((x, at) => (at % n > Math.floor(at / n) ? Number.NaN : x));
  invertInPlace(whole, n);
  invertInPlace(half, n);
  expect(half).toEqual(whole);
});

test("what is not positive definite is refused", () => {
  expect(() => invertInPlace(Float64Array.of(1, 0, 2, 1), 2)).toThrow(/positive definite/);
});

test("the share done grows, and stays below 1 to the end", () => {
  const shares = [...invertInSteps(positive(200, 1), 200)];
  expect(shares.length).toBeGreaterThan(8);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(Math.max(...shares)).toBeLessThan(1);
});

test("a system is solved by its factor", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1000), (n, seed) => {
      const a = positive(n, seed);
      const x = normalNumbers(n, 1, seed + 1);
      const b = x.map((_, r) => x.reduce((sum, v, c) => sum + (a[r * n + c] as number) * v, 0));
      choleskyInPlace(a, n);
      solveCholesky(a, n, b);
      b.forEach((value, at) => expect(value).toBeCloseTo(x[at] as number, 9));
    }),
  );
});

test.each([
  [1, 1, 1],
  [4, 4, 300],
  [5, 7, 3],
  [9, 2, 257],
  [3, 13, 40],
])("a product of %d × %d rows of %d is taken off", (rows, columns, depth) => {
  const a = normalNumbers(rows * depth, 1, 1);
  const b = normalNumbers(columns * depth, 1, 2);
  const c = new Float64Array(rows * columns).fill(1);
  const panel = (data: Float64Array, stride: number) => ({ data, at: 0, stride });
  subtractProduct(panel(c, columns), panel(a, depth), panel(b, depth), rows, columns, depth);
  c.forEach((value, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < depth; k++) {
      sum += (a[i * depth + k] as number) * (b[j * depth + k] as number);
    }
    expect(value).toBeCloseTo(1 - sum, 10);
  });
});
