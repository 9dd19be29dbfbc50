import { matrixShape, type Tensor } from "./matrix";

/**
 * Weights of one LSTM layer.
 * kernel [input + hidden, 4 × hidden], columns by gate i, j, f, o (j the candidate); bias [4 × hidden].
 */
export interface LstmWeights {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
}

/** A dense layer: activation(x · kernel + bias), kernel [in, out], bias [out]; linear by default. */
export interface DenseWeights {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
  readonly activation?: "linear" | "relu";
}

/** A chain of dense layers above the LSTM, read at each step. */
export interface HeadWeights {
  /** What the first layer sees: the top hidden state, or that with the step's input behind it. */
  readonly reads: "hidden" | "hidden+input";
  readonly layers: readonly DenseWeights[];
}

export interface RecurrentWeights<Head extends string> {
  /** LSTM layers, the one that sees the input first. */
  readonly layers: readonly LstmWeights[];
  readonly heads: Readonly<Record<Head, HeadWeights>>;
}

/**
 * Follows the sizes from the input through the layers to the ends of the heads.
 *
 * @returns  how many numbers a step takes in
 * @throws RangeError that names the first layer that does not fit
 */
export function checkWeights({ layers, heads }: RecurrentWeights<string>): number {
  let below: number | undefined;
  let inputs = 0;
  for (const [i, { kernel, bias }] of layers.entries()) {
    const [rows, columns] = matrixShape(kernel, `kernel of LSTM layer ${i}`);
    const hidden = columns / 4;
    const width = rows - hidden;
    if (bias.length !== columns || !Number.isInteger(hidden) || width <= 0) {
      throw new RangeError(`LSTM layer ${i} has ${rows} × ${columns} + ${bias.length}`);
    }
    if (below === undefined) inputs = width;
    else if (width !== below) throw new RangeError(`LSTM layer ${i} takes ${width}, not ${below}`);
    below = hidden;
  }
  if (below === undefined) throw new RangeError("a recurrent network without an LSTM layer");
  for (const [name, { reads, layers }] of Object.entries(heads)) {
    let width = reads === "hidden" ? below : below + inputs;
    for (const { kernel, bias } of layers) {
      const [rows, columns] = matrixShape(kernel, `kernel of the head ${name}`);
      if (rows !== width || bias.length !== columns) {
        throw new RangeError(
          `The head ${name} has ${rows} × ${columns} + ${bias.length} over ${width}`,
        );
      }
      width = columns;
    }
  }
  return inputs;
}
