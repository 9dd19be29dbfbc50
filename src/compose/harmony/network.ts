import type { Checkpoint } from "../../nn/checkpoint";
import type { Tensor } from "../../nn/matrix";
import { WIDTH } from "./features";
import { STATES } from "./states";

/** A dense layer: kernel [out, in], bias [out]. */
interface Dense {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
}

/** A gated recurrent unit of one direction; rows by gate: reset, update, candidate. */
interface Gru {
  readonly input: Dense;
  readonly state: Dense;
}

/** The weights of the harmony network, with the shapes that belong together. */
export interface HarmonyWeights {
  readonly dense: Dense;
  readonly forward: Gru;
  readonly backward: Gru;
  readonly states: Dense;
  readonly sevenths: Dense;
  /** [state, seventh]: added to the sevenths' scores once the state is known. */
  readonly given: Tensor;
  /** [2 × state, state]: scores of going from a state to the next, within a bar, then over a bar line. */
  readonly moves: Tensor;
}

/** Scores of each beat, before softmax. */
export interface HarmonyScores {
  /** [beats][60] */
  readonly states: readonly Float32Array[];
  /** [beats][4]: none, minor, major, diminished. */
  readonly sevenths: readonly Float32Array[];
}

/** @throws RangeError when a tensor is missing or of another shape */
export function harmonyWeights(checkpoint: Checkpoint): HarmonyWeights {
  const hidden = (checkpoint.get("forward/state").shape[1] ?? 0) as number;
  const inner = (checkpoint.get("dense/kernel").shape[0] ?? 0) as number;
  const dense = (name: string, out: number, inputs: number): Dense => ({
    kernel: checkpoint.get(name, [out, inputs]),
    bias: checkpoint.get(`${name.replace("/kernel", "")}/bias`, [out]).values,
  });
  const gru = (name: string): Gru => ({
    input: dense(`${name}/input`, 3 * hidden, inner),
    state: dense(`${name}/state`, 3 * hidden, hidden),
  });
  return {
    dense: dense("dense/kernel", inner, WIDTH),
    forward: gru("forward"),
    backward: gru("backward"),
    states: dense("states/kernel", STATES, 2 * hidden),
    sevenths: dense("sevenths/kernel", 4, 2 * hidden),
    given: checkpoint.get("given", [STATES, 4]),
    moves: checkpoint.get("moves", [2 * STATES, STATES]),
  };
}

/**
 * Runs the network over a whole piece: dense + tanh, a GRU read both ways, two heads. Some 0.2 M
 * multiplications a beat, in plain loops: a hymn takes a few milliseconds.
 *
 * @param rows  one row of `WIDTH` features a beat
 */
export function runHarmony(weights: HarmonyWeights, rows: readonly Float32Array[]): HarmonyScores {
  const inner = rows.map((row) => apply(weights.dense, row).map(Math.tanh));
  const ahead = runGru(weights.forward, inner);
  const behind = runGru(weights.backward, [...inner].reverse()).reverse();
  const both = ahead.map((h, i) => {
    const joined = new Float32Array(2 * h.length);
    joined.set(h);
    joined.set(behind[i] as Float32Array, h.length);
    return joined;
  });
  return {
    states: both.map((h) => apply(weights.states, h)),
    sevenths: both.map((h) => apply(weights.sevenths, h)),
  };
}

/** Hidden states of a sequence, from zeros: h' = (1 − z) n + z h (Cho et al., EMNLP 2014). */
function runGru({ input, state }: Gru, rows: readonly Float32Array[]): Float32Array[] {
  const size = state.kernel.shape[1] as number;
  let h = new Float32Array(size);
  return rows.map((row) => {
    const fromInput = apply(input, row);
    const fromState = apply(state, h);
    const next = new Float32Array(size);
    for (let i = 0; i < size; i++) {
      const at = (gate: number): number => gate * size + i;
      const x = (gate: number): number => fromInput[at(gate)] as number;
      const s = (gate: number): number => fromState[at(gate)] as number;
      const reset = sigmoid(x(0) + s(0));
      const update = sigmoid(x(1) + s(1));
      const candidate = Math.tanh(x(2) + reset * s(2));
      next[i] = (1 - update) * candidate + update * (h[i] as number);
    }
    h = next;
    return next;
  });
}

/** kernel · row + bias; zeros of the row cost a comparison each. */
function apply({ kernel, bias }: Dense, row: Float32Array): Float32Array {
  const out = new Float32Array(bias.length);
  const { values } = kernel;
  const width = row.length;
  for (let o = 0; o < out.length; o++) {
    let sum = bias[o] as number;
    for (let i = 0, w = o * width; i < width; i++, w++) {
      sum += (row[i] as number) * (values[w] as number);
    }
    out[o] = sum;
  }
  return out;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
