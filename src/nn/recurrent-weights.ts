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
 * LSTM layers with heads, run a step at a time over a batch of sequences. Weights and state stay
 * where they are used; inputs go in and head outputs come out as plain arrays, row after row.
 * Steps of one network must not overlap: await each before the next.
 */
export interface RecurrentNetwork<Head extends string> {
  /** Numbers a step takes in for each sequence. */
  readonly inputs: number;
  /** Sequences under way. */
  readonly batch: number;
  /**
   * One step of every sequence.
   *
   * @param input  [batch × inputs]
   * @returns      each head's output, [batch × out]
   * @throws RangeError when the input is of another size
   * @throws DeviceError when the device is lost, or gives what is not a number; the state is then void
   */
  step(input: Float32Array): Promise<Record<Head, Float32Array>>;
  /** Starts anew from zero, with as many sequences as told (the same number by default). */
  reset(batch?: number): void;
  /**
   * Goes on with these rows of the batch, in this order: drops, repeats and reorders sequences.
   *
   * @throws RangeError when a row is outside the batch, or none is kept
   */
  select(rows: readonly number[]): void;
  /** Frees what it holds. */
  dispose(): void;
}

/** @throws RangeError unless it is a whole number above 0 */
export function checkBatch(batch: number): void {
  if (!(Number.isInteger(batch) && batch > 0)) throw new RangeError(`a batch of ${batch}`);
}

/** @throws RangeError when a row is outside the batch, or there is none */
export function checkRows(rows: readonly number[], batch: number): void {
  const outside = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < batch));
  if (outside !== undefined) throw new RangeError(`row ${outside} of a batch of ${batch}`);
  if (rows.length === 0) throw new RangeError("no row of the batch is kept");
}

/** @throws RangeError when it is not [batch × inputs] */
export function checkInput(input: Float32Array, batch: number, inputs: number): void {
  if (input.length === batch * inputs) return;
  throw new RangeError(`${input.length} inputs instead of ${batch} × ${inputs}`);
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
