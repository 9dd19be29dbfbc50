import { choleskyInPlace, solveCholesky } from "../../base/cholesky";
import type { Taste } from "../melody/rank";
import { traitsOf, TRAITS } from "./traits";

/** A candidate that was kept or passed over. */
export interface Choice {
  /** The candidates that were shown together. */
  readonly set: string;
  readonly kept: boolean;
  /** In the order of TRAITS; what an older version did not know is missing at the end. */
  readonly features: readonly number[];
}

/** What each trait counts for a person, in the order of TRAITS: positive is liked. */
export type Preferences = readonly number[];

/** Of the most recent choices; older ones are forgotten. */
const MOST_PAIRS = 400;
/** How strongly weights are held near zero: as much as four pairs against each. */
const REGULARISATION = 1;
const NEWTON_STEPS = 12;

/**
 * Bradley–Terry over traits: the chance that a is kept rather than b of the same set is
 * σ(w · (a − b)). Fitted anew after each choice by Newton's method on the regularised likelihood,
 * which has one best point, so the order of the choices does not matter.
 *
 * @returns zeros where nothing was both kept and passed over
 * @see Bradley, Terry, "Rank analysis of incomplete block designs", Biometrika 1952
 */
export function learnPreferences(choices: readonly Choice[]): Preferences {
  const pairs = differences(choices).slice(-MOST_PAIRS);
  const n = TRAITS.length;
  const w = new Float64Array(n);
  for (let step = 0; step < NEWTON_STEPS && pairs.length > 0; step++) {
    const gradient = w.map((value) => REGULARISATION * value);
    const curvature = new Float64Array(n * n);
    for (let i = 0; i < n; i++) curvature[i * n + i] = REGULARISATION;
    for (const pair of pairs) {
      const miss = 1 / (1 + Math.exp(dot(w, pair)));
      const bend = miss * (1 - miss);
      for (let i = 0; i < n; i++) {
        const x = pair[i] as number;
        gradient[i] = (gradient[i] as number) - miss * x;
        for (let j = 0; j <= i; j++) {
          const at = i * n + j;
          curvature[at] = (curvature[at] as number) + bend * x * (pair[j] as number);
        }
      }
    }
    choleskyInPlace(curvature, n);
    solveCholesky(curvature, n, gradient);
    for (let i = 0; i < n; i++) w[i] = (w[i] as number) - (gradient[i] as number);
  }
  return [...w];
}

/** Kept minus passed over, for every two of a set. */
function differences(choices: readonly Choice[]): readonly Float64Array[] {
  const sets = new Map<string, Choice[]>();
  for (const choice of choices) sets.set(choice.set, [...(sets.get(choice.set) ?? []), choice]);
  return [...sets.values()].flatMap((set) => {
    const rejected = set.filter(({ kept }) => !kept);
    return set
      .filter(({ kept }) => kept)
      .flatMap((a) =>
        rejected.map((b) =>
          Float64Array.from(TRAITS, (_, i) => (a.features[i] ?? 0) - (b.features[i] ?? 0)),
        ),
      );
  });
}

/**
 * Preferences as a cost for ranking: −ln of the chance that the melody would be kept rather than a
 * usual one; 0.69 where nothing is known.
 *
 * @param critic  judges a melody, if there is one
 */
export function tasteOf(
  preferences: Preferences,
  critic?: (melody: Parameters<Taste>[0]) => number,
): Taste {
  return (melody) => {
    const traits = Float64Array.from(traitsOf(melody, critic?.(melody)));
    return Math.log1p(Math.exp(-dot(Float64Array.from(preferences), traits)));
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
