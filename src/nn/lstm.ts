import * as tf from "@tensorflow/tfjs-core";
import type { LstmWeights } from "./recurrent-weights";

/** An LSTM layer on the current device, packed for `lstmStep`. */
export interface LstmLayer {
  readonly kernel: tf.Tensor3D;
  readonly bias: tf.Tensor1D;
  readonly one: tf.Scalar;
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
    one: tf.scalar(1),
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
  const joined = kernel(tf.Concat, [x, h], { axis: 2 });
  const gates = denseOnDevice(joined, layer.kernel, layer.bias, "sigmoid");
  const sizes = { numOrSizeSplits: quarters(layer.hidden), axis: 2 };
  const [i, f, o, j] = kernel(tf.SplitV, { x: gates }, sizes) as unknown as FourGates;
  const candidate = kernel(tf.Sub, { a: kernel(tf.Add, { a: j, b: j }), b: layer.one });
  const kept = kernel(tf.Multiply, { a: f, b: c });
  const cell = kernel(tf.Add, { a: kept, b: kernel(tf.Multiply, { a: i, b: candidate }) });
  return { h: kernel(tf.Multiply, { a: o, b: kernel(tf.Tanh, { x: cell }) }), c: cell };
}

type FourGates = [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];

const quarters = (hidden: number) => [hidden, hidden, hidden, hidden];

/**
 * A kernel of the device, called directly: the operations above it check and convert their
 * arguments, which costs more than the arithmetic of one sequence.
 */
export function kernel(name: string, inputs: object, attributes?: object): tf.Tensor3D {
  const named = inputs as tf.NamedTensorMap;
  return tf.engine().runKernel(name, named, attributes as Record<string, never>) as tf.Tensor3D;
}

export type Activation = "linear" | "relu" | "sigmoid";

/**
 * activation(x · matrix + bias) in one kernel of the device.
 *
 * @param x       [1, batch, in]
 * @param matrix  [1, in, out]
 * @param bias    [out]
 * @returns       [1, batch, out]
 */
export function denseOnDevice(
  x: tf.Tensor3D,
  matrix: tf.Tensor3D,
  bias: tf.Tensor1D,
  activation: Activation,
): tf.Tensor3D {
  const attributes = { transposeA: false, transposeB: false, activation };
  return kernel(tf._FusedMatMul, { a: x, b: matrix, bias }, attributes);
}
