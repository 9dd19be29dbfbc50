import type { Random } from "../../base/random";
import { STATES } from "./states";

/**
 * A linear chain over the states of a piece: what each beat says by itself, and what goes after
 * what. Scores are logarithms up to a constant.
 */
export interface Chain {
  /** [steps][STATES]; −Infinity where a state is not allowed. At least one is, at every step. */
  readonly emissions: readonly Float32Array[];
  /** Score of going on to `to` at step i. */
  readonly move: (i: number, from: number, to: number) => number;
}

/** The states of greatest score together; of equals the lowest. @see Viterbi 1967 */
export function bestPath({ emissions, move }: Chain): Int32Array {
  const back = emissions.map(() => new Int32Array(STATES));
  let scores = Float64Array.from(emissions[0] ?? []);
  for (let i = 1; i < emissions.length; i++) {
    const next = new Float64Array(STATES).fill(-Infinity);
    for (let to = 0; to < STATES; to++) {
      const own = (emissions[i] as Float32Array)[to] as number;
      if (own === -Infinity) continue;
      for (let from = 0; from < STATES; from++) {
        const score = (scores[from] as number) + move(i, from, to) + own;
        if (score <= (next[to] as number)) continue;
        next[to] = score;
        (back[i] as Int32Array)[to] = from;
      }
    }
    scores = next;
  }
  const path = new Int32Array(emissions.length);
  let state = scores.reduce((top, score, s) => (score > (scores[top] as number) ? s : top), 0);
  for (let i = path.length - 1; i >= 0; i--) {
    path[i] = state;
    state = (back[i] as Int32Array)[state] as number;
  }
  return path;
}

/**
 * A function that draws whole paths in proportion to exp(score / temperature): chances are
 * gathered forwards once, states drawn backwards each time.
 *
 * @param temperature  > 0; small keeps near the best path
 */
export function pathSampler(chain: Chain, temperature: number): (random: Random) => Int32Array {
  const { emissions, move } = chain;
  const forward: Float64Array[] = [];
  emissions.forEach((row, i) => {
    const before = forward[i - 1];
    const sums = new Float64Array(STATES);
    for (let to = 0; to < STATES; to++) {
      const own = (row[to] as number) / temperature;
      if (own === -Infinity || before === undefined) sums[to] = own;
      else {
        const through = before.map((score, from) => score + move(i, from, to) / temperature);
        sums[to] = own + logSum(through);
      }
    }
    forward.push(sums);
  });
  return (random) => {
    const path = new Int32Array(emissions.length);
    for (let i = path.length - 1; i >= 0; i--) {
      const later = path[i + 1];
      const scores = (forward[i] as Float64Array).map((score, from) =>
        later === undefined ? score : score + move(i + 1, from, later) / temperature,
      );
      path[i] = drawn(scores, random);
    }
    return path;
  };
}

/** Chances of each state at each step, all paths counted: [steps][STATES], 0–1. */
export function posterior({ emissions, move }: Chain): readonly Float64Array[] {
  const last = emissions.length - 1;
  const ahead: Float64Array[] = [];
  emissions.forEach((row, i) => {
    const before = ahead[i - 1];
    ahead.push(
      Float64Array.from(row, (own, to) => {
        if (own === -Infinity || before === undefined) return own;
        return own + logSum(before.map((score, from) => score + move(i, from, to)));
      }),
    );
  });
  let behind = new Float64Array(STATES);
  const chances: Float64Array[] = [];
  for (let i = last; i >= 0; i--) {
    const both = (ahead[i] as Float64Array).map((score, s) => score + (behind[s] as number));
    const total = logSum(both);
    chances.unshift(both.map((score) => Math.exp(score - total)));
    const after = behind.map((score, s) => score + (emissions[i]?.[s] as number));
    behind = behind.map((_, from) => logSum(after.map((score, to) => score + move(i, from, to))));
  }
  return chances;
}

/** The score of a path. */
export function pathScore({ emissions, move }: Chain, path: ArrayLike<number>): number {
  return emissions.reduce((sum, row, i) => {
    const state = path[i] as number;
    return sum + (row[state] as number) + (i > 0 ? move(i, path[i - 1] as number, state) : 0);
  }, 0);
}

function drawn(scores: Float64Array, random: Random): number {
  const total = logSum(scores);
  let rest = random();
  let last = 0;
  for (let s = 0; s < scores.length; s++) {
    const chance = Math.exp((scores[s] as number) - total);
    if (chance > 0) last = s;
    rest -= chance;
    if (rest < 0) return s;
  }
  return last; // what rounding left over
}

function logSum(values: Float64Array): number {
  const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (top === -Infinity) return top;
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
