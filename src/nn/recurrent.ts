import * as tf from "@tensorflow/tfjs-core";
import type { OpenDevice } from "./device";
import { denseOnDevice, kernel, lstmStep, uploadLstm, type LstmLayer } from "./lstm";
import { checkBatch, checkInput, checkRows, checkWeights } from "./recurrent-weights";
import type { DenseWeights, HeadWeights } from "./recurrent-weights";
import type { RecurrentNetwork, RecurrentWeights } from "./recurrent-weights";

interface DenseLayer {
  readonly kernel: tf.Tensor3D;
  readonly bias: tf.Tensor1D;
  readonly activation: "linear" | "relu";
}

interface HeadOnDevice<Head> {
  readonly name: Head;
  readonly reads: HeadWeights["reads"];
  readonly layers: readonly DenseLayer[];
}

/** Hidden and cell state of each layer, [1, batch, hidden]. */
type State = readonly { readonly h: tf.Tensor3D; readonly c: tf.Tensor3D }[];

/**
 * A recurrent network of TensorFlow.js's operations, which run on any of its devices.
 *
 * @example
 * const network = new Recurrent(await openDevice("wasm"), weights, 16);
 * const { token } = await network.step(inputs); // [16 × inputs] → [16 × tokens]
 */
export class Recurrent<Head extends string> implements RecurrentNetwork<Head> {
  readonly inputs: number;
  readonly #device: OpenDevice;
  readonly #layers: readonly LstmLayer[];
  readonly #heads: readonly HeadOnDevice<Head>[];
  #batch: number;
  #state: State;

  /** @throws RangeError when shapes do not fit one another */
  constructor(device: OpenDevice, weights: RecurrentWeights<Head>, batch: number) {
    this.inputs = checkWeights(weights);
    checkBatch(batch);
    device.use();
    this.#device = device;
    this.#layers = weights.layers.map(uploadLstm);
    this.#heads = Object.entries<HeadWeights>(weights.heads).map(([name, head]) => ({
      name: name as Head,
      reads: head.reads,
      layers: head.layers.map(uploadDense),
    }));
    this.#batch = batch;
    this.#state = zeroState(this.#layers, batch);
  }

  get batch(): number {
    return this.#batch;
  }

  async step(input: Float32Array): Promise<Record<Head, Float32Array>> {
    checkInput(input, this.#batch, this.inputs);
    this.#device.use();
    const outputs = this.#advance(input);
    try {
      const read = await Promise.all(outputs.map((output) => this.#device.read(output)));
      const named = this.#heads.map(({ name }, i) => [name, read[i]]);
      return Object.fromEntries(named) as Record<Head, Float32Array>;
    } finally {
      tf.dispose(outputs);
    }
  }

  reset(batch: number = this.#batch): void {
    checkBatch(batch);
    this.#device.use();
    this.#replace(zeroState(this.#layers, batch), batch);
  }

  select(rows: readonly number[]): void {
    checkRows(rows, this.#batch);
    this.#device.use();
    const next = tf.tidy(() => {
      const index = tf.tensor1d([...rows], "int32");
      return this.#state.map(({ h, c }) => ({
        h: tf.gather(h, index, 1),
        c: tf.gather(c, index, 1),
      }));
    });
    this.#replace(next, rows.length);
  }

  dispose(): void {
    tf.dispose([
      flat(this.#state),
      this.#layers.map(({ kernel, bias, one }) => [kernel, bias, one]),
    ]);
    tf.dispose(this.#heads.map(({ layers }) => layers.map(({ kernel, bias }) => [kernel, bias])));
  }

  #advance(input: Float32Array): tf.Tensor3D[] {
    const { next, outputs } = tf.tidy(() => {
      const x = tf.tensor3d(input, [1, this.#batch, this.inputs], "float32");
      const next: { h: tf.Tensor3D; c: tf.Tensor3D }[] = [];
      let below = x;
      for (const [i, layer] of this.#layers.entries()) {
        const { h, c } = this.#state[i] as State[number];
        const after = lstmStep(layer, below, h, c);
        next.push(after);
        below = after.h;
      }
      const top = below;
      const both = this.#heads.some(({ reads }) => reads === "hidden+input")
        ? kernel(tf.Concat, [top, x], { axis: 2 })
        : top;
      const outputs = this.#heads.map(({ reads, layers }) =>
        layers.reduce(
          (y, layer) => denseOnDevice(y, layer.kernel, layer.bias, layer.activation),
          reads === "hidden" ? top : both,
        ),
      );
      return { next, outputs };
    });
    this.#replace(next, this.#batch);
    return outputs;
  }

  #replace(next: State, batch: number): void {
    tf.dispose(flat(this.#state));
    this.#state = next;
    this.#batch = batch;
  }
}

function flat(state: State): tf.Tensor[] {
  return state.flatMap(({ h, c }) => [h, c]);
}

function zeroState(layers: readonly LstmLayer[], batch: number): State {
  const zeros = (hidden: number): tf.Tensor3D => tf.zeros([1, batch, hidden]);
  return layers.map(({ hidden }) => ({ h: zeros(hidden), c: zeros(hidden) }));
}

function uploadDense({ kernel, bias, activation = "linear" }: DenseWeights): DenseLayer {
  const [rows, columns] = kernel.shape as [number, number];
  return {
    kernel: tf.tensor3d(kernel.values, [1, rows, columns], "float32"),
    bias: tf.tensor1d(bias, "float32"),
    activation,
  };
}
