import { solveCholesky } from "../base/cholesky";
import { normalNumbers } from "../base/normal";
import { mapValues, rowOf, transpose, type SparseRows } from "../base/sparse";
import { finish } from "../base/steps";
import { explanationOf, scoresInGrains } from "./additive";
import { dot, gramOfFactors, LeastSquares, type ItemFactors } from "./ials-system";
import type { Person, Ranker, Taste } from "./model";
import { weigh, weightings } from "./options";
import { mapVector } from "./prepare";
import { defineModel } from "./spec";

export interface IalsOptions {
  /** Dimensions of a factor. */
  readonly factors: number;
  /** α: weight of the square of every score, beside c for each entry. */
  readonly unobserved: number;
  /** λ. */
  readonly regularisation: number;
  /** ν: how λ grows with what a row has; 1 in proportion, 0 not at all. */
  readonly exponent: number;
  /** Alternations: users given items, then items given users. */
  readonly iterations: number;
  readonly seed: number;
}

export const ialsDefaults: IalsOptions = {
  factors: 64,
  unobserved: 0.3,
  regularisation: 0.0015,
  exponent: 1,
  iterations: 16,
  seed: 1,
};

/** Factors of users and items for plays, which say little of what is not liked. */
export const ials = defineModel({
  name: "ials",
  options: {
    factors: { least: 1, whole: true },
    unobserved: { least: 0 },
    regularisation: { least: Number.MIN_VALUE },
    exponent: { least: 0 },
    iterations: { least: 1, whole: true },
    seed: { least: 0, whole: true },
    weighting: { words: weightings },
  },
  topn: {
    defaults: { ...ialsDefaults, weighting: "binary" },
    fit(data, { weighting, ...options }) {
      const users = mapValues(data.users, (value) => weigh(value, weighting));
      const factors = finish(fitIalsInSteps(users, options));
      return factorRanker(factors, (person) => mapVector(person, (v) => weigh(v, weighting)));
    },
  },
});

/**
 * Implicit alternating least squares: factors w of users and v of items that minimise
 * Σ_ui c (w·v − 1)² + α Σ_all (w·v)² + λ Σ_rows (n + α · others)^ν |factor|², n being the entries of
 * a row and c their values. Each half-sweep solves every row exactly. Started from seeded normal
 * numbers of deviation 0.1 / √dims; only the factors of items are kept.
 *
 * @param users  users × items; the value of an entry is its confidence c, 1 for any play
 * @returns      yields the share done
 * @see Hu, Koren, Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008
 * @see Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks",
 *      2021, section 3 (this loss, and how λ scales)
 */
export function* fitIalsInSteps(
  users: SparseRows,
  options: IalsOptions,
): Generator<number, ItemFactors> {
  const { factors: dims, iterations, seed } = options;
  const items = transpose(users);
  const ofUsers = new Float64Array(users.rows * dims);
  const ofItems = normalNumbers(items.rows * dims, 0.1 / Math.sqrt(dims), seed);
  for (let half = 0; half < 2 * iterations; half++) {
    const [rows, into, columns] =
      half % 2 === 0 ? [users, ofUsers, ofItems] : [items, ofItems, ofUsers];
    const system = new LeastSquares(withGram(columns, options));
    for (let r = 0; r < rows.rows; r++) {
      if (r % 256 === 0) yield (half + r / rows.rows) / (2 * iterations);
      into.set(system.solve(rowOf(rows, r)), r * dims);
    }
  }
  return withGram(ofItems, options);
}

function withGram(value: Float64Array, options: IalsOptions): ItemFactors {
  const { factors: dims, unobserved, regularisation, exponent } = options;
  const gram = gramOfFactors(value, dims);
  return { items: value.length / dims, dims, value, gram, unobserved, regularisation, exponent };
}

/**
 * Ranks by the product of factors; the person's is the solution of one small system, as exact as
 * those of the fit. It is linear in their items, so each has its share of a score:
 * score_t = Σ_s c_s · v_tᵀ M⁻¹ v_s, M being the matrix of the person's system.
 *
 * @param value  what the person's items count
 * @see Hu, Koren, Volinsky, 2008, section 5
 */
export function factorRanker(factors: ItemFactors, value: (person: Person) => Person): Ranker {
  const { items, dims } = factors;
  const system = new LeastSquares(factors);
  const factorOf = (item: number) => factors.value.subarray(item * dims, (item + 1) * dims);
  return {
    foldIn(person): Taste {
      const own = value(person);
      const x = system.solve(own);
      const scores = Float64Array.from({ length: items }, (_, t) => dot(x, factorOf(t)));
      scoresInGrains(scores);
      return {
        scores,
        explain(item) {
          const through = factorOf(item).slice();
          solveCholesky(system.factorise(own), dims, through);
          const contributions = Array.from(own.index, (source, p) => {
            const similarity = dot(through, factorOf(source));
            const c = own.value[p] as number;
            return { source, similarity, value: c, amount: similarity * c };
          });
          return explanationOf(scores[item] as number, 0, contributions);
        },
      };
    },
  };
}
