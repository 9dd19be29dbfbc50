import { seededRandom } from "../base/random";
import type { SparseRows } from "../base/sparse";
import { trainFactors, type Entries, type FactorOptions, type Factors } from "./train-factors";

/** From dense to sparse data; each about half as much again as the last. */
const candidates = [0.7, 1, 1.5, 2.2, 3.2];

/** What is best for many factors is best for fewer, found in a fifth of the time. */
const trial = { factors: 16, epochs: 12, rate: 0.02 };

/** The λ with the least squared error on a tenth of the ratings, the rest being trained on. */
export function chooseLambda(
  entries: Entries,
  shape: Pick<SparseRows, "rows" | "columns">,
  options: FactorOptions,
): number {
  const random = seededRandom(options.seed);
  const held = Array.from(entries.value, () => random() < 0.1);
  const train = select(entries, (e) => !held[e]);
  const test = select(entries, (e) => held[e] === true);
  if (train.value.length === 0 || test.value.length === 0) return options.lambda;
  const errors = candidates.map((lambda) =>
    squaredError(trainFactors(train, shape, { ...options, ...trial, lambda }), test),
  );
  return candidates[errors.indexOf(Math.min(...errors))] as number;
}

function select({ user, item, value }: Entries, keep: (entry: number) => boolean): Entries {
  return {
    user: user.filter((_, e) => keep(e)),
    item: item.filter((_, e) => keep(e)),
    value: value.filter((_, e) => keep(e)),
  };
}

function squaredError({ weights, width, users }: Factors, test: Entries): number {
  return test.value.reduce((sum, value, e) => {
    const p = (test.user[e] as number) * width;
    const q = (users + (test.item[e] as number)) * width;
    const bias = width - 1;
    let guess = (weights[p + bias] as number) + (weights[q + bias] as number);
    for (let f = 0; f < bias; f++) guess += (weights[p + f] as number) * (weights[q + f] as number);
    return sum + (value - guess) ** 2;
  }, 0);
}
