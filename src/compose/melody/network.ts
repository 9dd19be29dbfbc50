import type { Checkpoint } from "../../nn/checkpoint";
import { denseRow, sumRows, type Tensor } from "../../nn/matrix";
import type { RecurrentNetwork } from "../../nn/recurrent-weights";
import { recurrentOn, type StepDevice } from "../../nn/step-device";
import { FEATURES, LENGTH_FEATURES, rowOffsets } from "./feature-table";
import type { MelodyState } from "./state";
import { LENGTHS, METRES, MODE_CODES, TOKENS, TYPES } from "./vocabulary";

const WIDTH = 192; // of a step's input: the sum of its features' rows
const HIDDEN = 512;
const TOKEN_HIDDEN = 256;
const LENGTH_HIDDEN = 160;

/** What one step gives for one tune: logits of the token, and later of its length. */
export interface MelodyStep {
  /** [tokens], before any mask. */
  readonly tokenLogits: Float32Array;
  /** [lengths], for a token chosen after this step. */
  lengthLogits(token: number): Float32Array;
}

/**
 * The melody network on a device. One step is one visit to the device, with the summed features
 * going in and two heads coming out; the length head ends in plain arithmetic, because it waits
 * for the token and is too small to be worth a second visit.
 *
 *   x      Σ rows of features/table                                      [192]
 *   h      LSTM of 512
 *   token  relu([h, x] · token/kernel + bias) · token/out + bias         [tokens]
 *   length relu([h, x] · length/kernel + bias + Σ rows of length/table) · length/out + bias
 */
export class MelodyNetwork {
  readonly #weights: MelodyWeights;
  readonly #recurrent: RecurrentNetwork<"token" | "length">;

  /** @param batch tunes written side by side */
  constructor(device: StepDevice, weights: MelodyWeights, batch: number) {
    this.#weights = weights;
    const { lstm, token, tokenOut, length } = weights;
    this.#recurrent = recurrentOn(
      device,
      {
        layers: [lstm],
        heads: {
          token: { reads: "hidden+input", layers: [{ ...token, activation: "relu" }, tokenOut] },
          length: { reads: "hidden+input", layers: [length] },
        },
      },
      batch,
    );
  }

  /** One step of every tune, in the order of the batch. */
  async step(states: readonly MelodyState[]): Promise<readonly MelodyStep[]> {
    const input = new Float32Array(states.length * WIDTH);
    states.forEach((state, i) => {
      const row = input.subarray(i * WIDTH, (i + 1) * WIDTH);
      sumRows(this.#weights.features, state.featureRows(), row);
    });
    const out = await this.#recurrent.step(input);
    return states.map((state, i) => ({
      tokenLogits: out.token.subarray(i * TOKENS.length, (i + 1) * TOKENS.length),
      lengthLogits: (token) =>
        this.#lengthLogits(
          out.length.subarray(i * LENGTH_HIDDEN, (i + 1) * LENGTH_HIDDEN),
          state.lengthRows(token),
        ),
    }));
  }

  #lengthLogits(before: Float32Array, rows: readonly number[]): Float32Array {
    const { lengthTable, lengthOut } = this.#weights;
    const hidden = sumRows(lengthTable, rows, new Float32Array(LENGTH_HIDDEN));
    for (let i = 0; i < LENGTH_HIDDEN; i++) {
      hidden[i] = Math.max(0, (hidden[i] as number) + (before[i] as number));
    }
    return denseRow(hidden, lengthOut.kernel, lengthOut.bias);
  }

  /** Goes on with these tunes of the batch only, in this order. */
  select(rows: readonly number[]): void {
    this.#recurrent.select(rows);
  }

  /** Starts anew with so many tunes. */
  reset(batch: number): void {
    this.#recurrent.reset(batch);
  }

  dispose(): void {
    this.#recurrent.dispose();
  }
}

interface Dense {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
}

/** The checkpoint's tensors, each of the shape that this code expects. */
export interface MelodyWeights {
  readonly features: Tensor; // [rows of FEATURES, 192]
  readonly lstm: Dense; // [192 + 512, 4 × 512]
  readonly token: Dense; // [512 + 192, 256]
  readonly tokenOut: Dense; // [256, tokens]
  readonly lengthTable: Tensor; // [rows of LENGTH_FEATURES, 160]
  readonly length: Dense; // [512 + 192, 160]
  readonly lengthOut: Dense; // [160, lengths]
}

/**
 * Takes the weights out of a checkpoint.
 *
 * @throws RangeError when it was trained for other tokens or features, or a tensor has another shape
 */
export function melodyWeights(checkpoint: Checkpoint): MelodyWeights {
  const expected = {
    kind: "melody-lstm",
    tokens: TOKENS,
    lengths: LENGTHS,
    types: TYPES,
    modes: MODE_CODES,
    metres: METRES,
    features: FEATURES,
    lengthFeatures: LENGTH_FEATURES,
  };
  for (const [name, value] of Object.entries(expected)) {
    if (JSON.stringify(checkpoint.architecture[name]) !== JSON.stringify(value)) {
      throw new RangeError(`The melody model has another list of ${name} than this version reads`);
    }
  }
  const dense = (name: string, rows: number, columns: number): Dense => ({
    kernel: checkpoint.get(`${name}/kernel`, [rows, columns]),
    bias: checkpoint.get(`${name}/bias`, [columns]).values,
  });
  const rows = rowOffsets(FEATURES).at(-1) as number;
  const lengthRows = rowOffsets(LENGTH_FEATURES).at(-1) as number;
  return {
    features: checkpoint.get("features/table", [rows, WIDTH]),
    lstm: dense("lstm0", WIDTH + HIDDEN, 4 * HIDDEN),
    token: dense("token", HIDDEN + WIDTH, TOKEN_HIDDEN),
    tokenOut: dense("token/out", TOKEN_HIDDEN, TOKENS.length),
    lengthTable: checkpoint.get("length/table", [lengthRows, LENGTH_HIDDEN]),
    length: dense("length", HIDDEN + WIDTH, LENGTH_HIDDEN),
    lengthOut: dense("length/out", LENGTH_HIDDEN, LENGTHS.length),
  };
}
