import { normalNumbers } from "../base/normal";
import { seededRandom, shuffle } from "../base/random";
import type { SparseRows } from "../base/sparse";
import { RowAdam } from "./adam";

export interface FactorOptions {
  readonly factors: number;
  readonly epochs: number;
  /** Of Adam, at the start; it falls to 0 along a cosine. */
  readonly rate: number;
  /** Ratings of a step. */
  readonly batch: number;
  /** Of vectors: λ √n for a row of n ratings, in the unit of the squared errors. */
  readonly lambda: number;
  /** Of biases, the same for each. */
  readonly lambdaBias: number;
  readonly seed: number;
}

/** Rating e is by `user[e]` of `item[e]`. */
export interface Entries {
  readonly user: Uint32Array;
  readonly item: Uint32Array;
  readonly value: Float64Array;
}

/** Vectors and biases of users and items; those without a rating have zeros. */
export interface Factors {
  /** A row for each user, then for each item: so many factors, then the bias. */
  readonly weights: Float32Array;
  readonly width: number;
  /** The row of item 0. */
  readonly users: number;
}

/**
 * Minimises ½ Σ (value − b_u − b_i − p_u·q_i)² + ½ Σ λ √n (|p_u|² + |q_i|²) + ½ Σ λ_b (b_u² + b_i²)
 * by Adam in mini-batches, each rating bearing its share of the penalty of its rows.
 *
 * Cost: factors × ratings × epochs × about 10 multiply-adds.
 *
 * @param entries  values around 0, with spread 1 for λ to mean the same on every scale
 * @see Koren, Bell, Volinsky, "Matrix factorization techniques for recommender systems", 2009
 */
export function trainFactors(
  entries: Entries,
  shape: Pick<SparseRows, "rows" | "columns">,
  options: FactorOptions,
): Factors {
  const { factors, epochs, batch, seed } = options;
  const width = factors + 1;
  const users = shape.rows;
  const count = new Uint32Array(users + shape.columns);
  for (const user of entries.user) count[user] = (count[user] as number) + 1;
  for (const item of entries.item) count[users + item] = (count[users + item] as number) + 1;
  const adam = new RowAdam(count.length, width);
  start(adam.weights, count, width, seed);

  const n = entries.value.length;
  const order = Uint32Array.from({ length: n }, (_, e) => e);
  const random = seededRandom(seed);
  const steps = epochs * Math.ceil(n / batch);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order);
    for (let from = 0; from < n; from += batch) {
      addGradients(adam, entries, order.subarray(from, from + batch), count, users, options);
      adam.step((options.rate / 2) * (1 + Math.cos((Math.PI * step) / steps)));
      step++;
    }
  }
  return { weights: adam.weights, width, users };
}

/** Small random vectors to break the symmetry, biases 0. */
function start(weights: Float32Array, count: Uint32Array, width: number, seed: number): void {
  weights.set(normalNumbers(weights.length, 0.1 / Math.sqrt(width - 1), seed));
  for (let row = 0; row < count.length; row++) {
    const from = count[row] === 0 ? row * width : (row + 1) * width - 1;
    weights.fill(0, from, (row + 1) * width);
  }
}

function addGradients(
  adam: RowAdam,
  { user, item, value }: Entries,
  batch: Uint32Array,
  count: Uint32Array,
  users: number,
  { factors, lambda, lambdaBias }: FactorOptions,
): void {
  const { weights, gradients } = adam;
  const width = factors + 1;
  for (const e of batch) {
    const u = user[e] as number;
    const i = users + (item[e] as number);
    adam.touch(u);
    adam.touch(i);
    const p = u * width;
    const q = i * width;
    const [userBias, itemBias] = [weights[p + factors] as number, weights[q + factors] as number];
    let error = userBias + itemBias - (value[e] as number);
    for (let f = 0; f < factors; f++) {
      error += (weights[p + f] as number) * (weights[q + f] as number);
    }
    const [ratingsOfUser, ratingsOfItem] = [count[u] as number, count[i] as number];
    const userShare = lambda / Math.sqrt(ratingsOfUser);
    const itemShare = lambda / Math.sqrt(ratingsOfItem);
    for (let f = 0; f < factors; f++) {
      const a = weights[p + f] as number;
      const b = weights[q + f] as number;
      gradients[p + f] = (gradients[p + f] as number) + error * b + userShare * a;
      gradients[q + f] = (gradients[q + f] as number) + error * a + itemShare * b;
    }
    gradients[p + factors] =
      (gradients[p + factors] as number) + error + (lambdaBias / ratingsOfUser) * userBias;
    gradients[q + factors] =
      (gradients[q + factors] as number) + error + (lambdaBias / ratingsOfItem) * itemBias;
  }
}
