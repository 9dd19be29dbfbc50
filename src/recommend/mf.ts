import { choleskyInPlace, solveCholesky } from "../base/cholesky";
import { mapValues, rowOf } from "../base/sparse";
import { meanOf } from "./baselines";
import { deviation } from "./centring";
import { chooseLambda } from "./choose-lambda";
import type { Interactions } from "./interactions";
import type { Estimate, Person, StarModel } from "./model";
import { mapVector } from "./prepare";
import { defineModel, type OptionsOf, type OptionTable } from "./spec";
import { trainFactors, type Entries, type FactorOptions } from "./train-factors";

const mfTable = {
  factors: { least: 1, whole: true },
  epochs: { least: 1, whole: true },
  rate: { least: 0 },
  batch: { least: 1, whole: true },
  lambda: { least: 0 },
  lambdaBias: { least: 0 },
  seed: { least: 0, whole: true },
  choose: { words: ["lambda", "nothing"] },
} as const satisfies OptionTable;

/**
 * Biased matrix factorisation, trained with Adam. Ratings are counted from their mean in units of
 * their spread, so that the defaults mean the same on every scale. Lambda is chosen on a tenth of
 * the ratings, held out, unless it is given: dense data want less of it than sparse.
 *
 * @see Koren, Bell, Volinsky, "Matrix factorization techniques for recommender systems", 2009
 */
export const mf = defineModel({
  name: "mf",
  aliases: ["svd"],
  options: mfTable,
  entailed: ({ lambda }) => (lambda === undefined ? {} : { choose: "nothing" }),
  stars: {
    defaults: {
      factors: 100,
      epochs: 20,
      rate: 0.01,
      batch: 2000,
      lambda: 1.5,
      lambdaBias: 5,
      seed: 1,
      choose: "lambda",
    },
    fit: fitMf,
  },
});

/** Items as they were learned; a person is solved for, whether a member or new. */
interface Fitted {
  readonly mean: number;
  /** Of one unit of the factors, in stars. */
  readonly spread: number;
  readonly width: number;
  /** items × width: the vector of each, then a 1 that meets the bias of the person. */
  readonly vectors: Float64Array;
  readonly biases: Float64Array;
  readonly lambda: number;
  readonly lambdaBias: number;
}

/**
 * Given the items, the best vector and bias of a person are a ridge regression, so the users that
 * Adam found are replaced by the exact solution: a member gets what someone new with the same
 * ratings gets, and every prediction is a sum over the person's own ratings.
 */
function fitMf(data: Interactions, given: OptionsOf<typeof mfTable>): StarModel {
  const { users, itemIds, userIds } = data;
  const mean = meanOf(users.value);
  const spread = deviation(users.value) || 1;
  const entries = entriesOf(data, (value) => (value - mean) / spread);
  const options: FactorOptions =
    given.choose === "lambda" ? { ...given, lambda: chooseLambda(entries, users, given) } : given;
  const factors = trainFactors(entries, users, options);
  const { width } = factors;
  const vectors = Float64Array.from(factors.weights.subarray(factors.users * width));
  const biases = new Float64Array(itemIds.length);
  for (let item = 0; item < itemIds.length; item++) {
    const last = (item + 1) * width - 1;
    biases[item] = vectors[last] as number;
    vectors[last] = 1;
  }
  const { lambda, lambdaBias } = options;
  const fitted = { mean, spread, width, vectors, biases, lambda, lambdaBias };
  const people = userIds.map((_, user) => solve(fitted, rowOf(users, user)));

  return {
    predict: (rows, columns) =>
      Float64Array.from(rows, (user, pair) => {
        const item = columns[pair] as number;
        const person = people[user];
        const bias = item < 0 ? 0 : (biases[item] as number);
        const taste = !person ? 0 : item < 0 ? (person[width - 1] as number) : dot(fitted, item, person); // prettier-ignore
        return mean + spread * (bias + taste);
      }),
    foldIn: (person) => foldIn(fitted, person),
  };
}

function entriesOf({ users }: Interactions, unit: (value: number) => number): Entries {
  const user = mapValues(users, (_, row) => row).value;
  return { user: Uint32Array.from(user), item: users.index, value: users.value.map(unit) };
}

/** What the person's ratings are above the mean and the biases of their items, in units. */
function residuals({ mean, spread, biases }: Fitted, person: Person): Person {
  return mapVector(person, (value, item) => (value - mean) / spread - (biases[item] as number));
}

/** The Cholesky factor of Q_personᵀ Q_person + penalties; width × width. */
function gram({ width, vectors, lambda, lambdaBias }: Fitted, person: Person): Float64Array {
  const a = new Float64Array(width * width);
  for (const item of person.index) {
    const at = item * width;
    for (let r = 0; r < width; r++) {
      const x = vectors[at + r] as number;
      for (let c = 0; c <= r; c++) {
        a[r * width + c] = (a[r * width + c] as number) + x * (vectors[at + c] as number);
      }
    }
  }
  // A penalty of 0 is allowed, a singular matrix is not.
  const least = 1e-9;
  const penalty = Math.max(least, lambda * Math.sqrt(person.index.length));
  for (let d = 0; d < width - 1; d++) a[d * (width + 1)] = (a[d * (width + 1)] as number) + penalty;
  a[width * width - 1] = (a[width * width - 1] as number) + Math.max(least, lambdaBias);
  choleskyInPlace(a, width);
  return a;
}

/** Vector and bias of a person, items held fixed. */
function solve(fitted: Fitted, person: Person): Float64Array {
  const { width, vectors } = fitted;
  const x = new Float64Array(width);
  const { index, value } = residuals(fitted, person);
  for (let p = 0; p < index.length; p++) {
    const at = (index[p] as number) * width;
    for (let f = 0; f < width; f++) {
      x[f] = (x[f] as number) + (value[p] as number) * (vectors[at + f] as number);
    }
  }
  solveCholesky(gram(fitted, person), width, x);
  return x;
}

/** What each rating is worth to an item, w_j = q_i·A⁻¹q_j, times how far it is from its baseline. */
function foldIn(fitted: Fitted, person: Person): { predict(item: number): Estimate } {
  const { width, vectors, biases, mean, spread } = fitted;
  const factor = gram(fitted, person);
  const above = residuals(fitted, person).value;
  const influence = Array.from(person.index, (item) => {
    const x = vectors.slice(item * width, (item + 1) * width);
    solveCholesky(factor, width, x);
    return x;
  });
  return {
    predict(item) {
      const base = mean + spread * (biases[item] as number);
      let stars = base;
      const contributions = influence.map((x, p) => {
        const similarity = dot(fitted, item, x);
        const amount = similarity * spread * (above[p] as number);
        stars += amount;
        const value = person.value[p] as number;
        return { source: person.index[p] as number, similarity, value, amount };
      });
      return { stars, base, source: "item", contributions };
    },
  };
}

function dot({ width, vectors }: Fitted, item: number, x: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < width; f++) sum += (vectors[item * width + f] as number) * (x[f] as number);
  return sum;
}
