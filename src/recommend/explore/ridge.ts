/**
 * What has been learned of one arm: the inverse of A = I + Σ x xᵀ and b = Σ r x. Plain numbers, kept
 * as JSON; `inverse` is d × d by rows.
 */
export interface RidgeState {
  readonly inverse: readonly number[];
  readonly b: readonly number[];
  /** Rewards seen. */
  readonly n: number;
}

/** An arm of which nothing is known, for contexts of d numbers. */
export function freshRidge(d: number): RidgeState {
  const inverse = Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
  return { inverse, b: new Array<number>(d).fill(0), n: 0 };
}

/**
 * The state after one more reward, exact: (A + x xᵀ)⁻¹ = A⁻¹ − (A⁻¹x)(A⁻¹x)ᵀ / (1 + xᵀA⁻¹x), so that
 * no matrix is ever inverted. d² multiply-adds.
 *
 * @see Sherman & Morrison, Annals of Mathematical Statistics 21, 1950
 */
export function learned(state: RidgeState, x: Float64Array, reward: number): RidgeState {
  const ax = times(state.inverse, x);
  const scale = 1 + dot(ax, x);
  const d = x.length;
  return {
    inverse: state.inverse.map((value, at) => {
      return value - ((ax[Math.floor(at / d)] as number) * (ax[at % d] as number)) / scale;
    }),
    b: state.b.map((value, at) => value + reward * (x[at] as number)),
    n: state.n + 1,
  };
}

/** θ = A⁻¹ b: the ridge regression (λ 1) of the rewards on their contexts. */
export function weightsOfRidge({ inverse, b }: RidgeState): Float64Array {
  return times(inverse, b);
}

/** xᵀA⁻¹x: how little is known of contexts like this one. */
export function uncertainty({ inverse }: RidgeState, x: Float64Array): number {
  return dot(times(inverse, x), x);
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function times(matrix: readonly number[], x: ArrayLike<number>): Float64Array {
  const d = x.length;
  return Float64Array.from({ length: d }, (_, row) => dot(matrix.slice(row * d, row * d + d), x));
}
