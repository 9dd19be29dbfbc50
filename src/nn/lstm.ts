import * as tf from "@tensorflow/tfjs-core";
import type { LstmWeights } from "./recurrent-weights";

/** An LSTM layer on the current device, packed for `lstmStep`. */
export interface LstmLayer {
  readonly kernel: tf.Tensor3D;
  readonly bias: tf.Tensor1D;
  readonly inputs: number;
  readonly hidden: number;
}

/** Where the columns of a gate go, and by how much they are multiplied. */
const PACKED = [
  { to: 0, scale: 1 }, // i
  { to: 3, scale: 2 }, // j, for tanh(j) = 2 σ(2j) − 1: one sigmoid then does for all four gates
  { to: 1, scale: 1 }, // f
  { to: 2, scale: 1 }, // o
] as const;

/** Uploads a layer, its shapes already checked, to the current device. */
export function uploadLstm({ kernel, bias }: LstmWeights): LstmLayer {
  const [rows, columns] = kernel.shape as [number, number];
  const hidden = columns / 4;
  const packed = tf.tensor3d(packGates(kernel.values, hidden), [1, rows, columns], "float32");
  return {
    kernel: packed,
    bias: tf.tensor1d(packGates(bias, hidden), "float32"),
    inputs: rows - hidden,
    hidden,
  };
}

/** Columns i, j, f, o of every row → i, f, o, 2j. */
function packGates(values: Float32Array, hidden: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += 4 * hidden) {
    for (const [from, { to, scale }] of PACKED.entries()) {
      for (let c = 0; c < hidden; c++) {
        out[start + to * hidden + c] = scale * (values[start + from * hidden + c] as number);
      }
    }
  }
  return out;
}

/**
 * One step of the layer:  c' = σ(f) c + σ(i) tanh(j),  h' = σ(o) tanh(c').
 * Tensors are [1, batch, …], the shape the kernels take, to spare a reshape at every product.
 * Run inside tf.tidy.
 *
 * @param x  [1, batch, inputs]
 * @param h  [1, batch, hidden], before
 * @param c  [1, batch, hidden], before
 * @see Hochreiter, Schmidhuber, "Long short-term memory", 1997; forget gate: Gers et al., 2000
 */
export function lstmStep(
  layer: LstmLayer,
  x: tf.Tensor3D,
  h: tf.Tensor3D,
  c: tf.Tensor3D,
): { h: tf.Tensor3D; c: tf.Tensor3D } {
  const gates = denseOnDevice(tf.concat([x, h], 2), layer.kernel, layer.bias, "sigmoid");
  const [i, f, o, j] = tf.split(gates, 4, 2) as [
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
  ];
  const candidate = tf.sub(tf.add(j, j), 1);
  const cell: tf.Tensor3D = tf.add(tf.mul(f, c), tf.mul(i, candidate));
  return { h: tf.mul(o, tf.tanh(cell)), c: cell };
}

export type Activation = "linear" | "relu" | "sigmoid";

/**
 * activation(x · kernel + bias) in one kernel of the device.
 *
 * @param x       [1, batch, in]
 * @param kernel  [1, in, out]
 * @param bias    [out]
 * @returns       [1, batch, out]
 */
export function denseOnDevice(
  x: tf.Tensor3D,
  kernel: tf.Tensor3D,
  bias: tf.Tensor1D,
  activation: Activation,
): tf.Tensor3D {
  return tf
    .engine()
    .runKernel(tf._FusedMatMul, { a: x, b: kernel, bias } as unknown as tf.NamedTensorMap, {
      transposeA: false,
      transposeB: false,
      activation,
    }) as tf.Tensor3D;
}
