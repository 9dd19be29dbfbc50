import type { RecurrentWeights } from "../../../src/nn/recurrent-weights";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The network of random-weights.ts in loops over double precision: what others are held against. */
export class PlainRecurrent {
  readonly #weights: RecurrentWeights<"logits">;
  readonly #states: { h: number[]; c: number[] }[][];

  constructor(weights: RecurrentWeights<"logits">, batch: number) {
    this.#weights = weights;
    this.#states = Array.from({ length: batch }, () =>
      weights.layers.map(({ bias }) => ({
        h: Array.from({ length: bias.length / 4 }, () => 0),
        c: Array.from({ length: bias.length / 4 }, () => 0),
      })),
    );
  }

  /** @returns [batch × classes] */
  step(input: Float32Array): number[] {
    const width = input.length / this.#states.length;
    return this.#states.flatMap((layers, row) => {
      let below = Array.from(input.subarray(row * width, (row + 1) * width));
      for (const [n, { kernel, bias }] of this.#weights.layers.entries()) {
        const state = layers[n] as (typeof layers)[number];
        const gates = dense([...below, ...state.h], kernel.values, bias);
        const hidden = state.h.length;
        const at = (gate: number, unit: number) => gates[gate * hidden + unit] as number;
        for (let u = 0; u < hidden; u++) {
          const kept = sigmoid(at(2, u)) * (state.c[u] as number);
          state.c[u] = kept + sigmoid(at(0, u)) * Math.tanh(at(1, u));
          state.h[u] = sigmoid(at(3, u)) * Math.tanh(state.c[u] as number);
        }
        below = state.h;
      }
      const [head] = this.#weights.heads.logits.layers;
      return head ? dense(below, head.kernel.values, head.bias) : [];
    });
  }
}

function dense(x: readonly number[], kernel: Float32Array, bias: Float32Array): number[] {
  return Array.from(bias, (start, column) =>
    x.reduce((sum, value, r) => sum + value * (kernel[r * bias.length + column] as number), start),
  );
}
