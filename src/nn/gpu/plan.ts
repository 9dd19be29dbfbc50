import type { HeadWeights, RecurrentWeights } from "../recurrent-weights";

/** Numbers of a sequence: of the step's input, of the state before, or of the result so far. */
export interface Source {
  readonly from: "x" | "state" | "result";
  /** Where they start in its row. */
  readonly at: number;
  readonly width: number;
}

/** kernel · input + bias for so many units, and what becomes of the sums. */
export interface Product {
  /** An LSTM layer's four gates with its cell, or a dense layer's activation. */
  readonly kind: "lstm" | "relu" | "linear";
  /** Its input is `rows` numbers of the stage's input, from `start` on. */
  readonly start: number;
  readonly rows: number;
  readonly units: number;
  /** Where kernel and bias start in the weights. */
  readonly kernel: number;
  readonly bias: number;
  /** Where its units go in a row of the result: h and behind it c, or the outputs. */
  readonly to: number;
}

/** What can be done at once: products that do not wait for one another, over one input. */
export interface Stage {
  readonly sources: readonly Source[];
  readonly products: readonly Product[];
}

/** A step of a network: each LSTM layer, then all heads' first layers, all their second ones … */
export interface Plan<Head extends string> {
  readonly inputs: number;
  readonly stages: readonly Stage[];
  /** Kernels and biases, one behind another. */
  readonly weights: Float32Array;
  /** Numbers a sequence in state and result: h, c of each layer, then every layer of the heads. */
  readonly stride: number;
  readonly heads: readonly { readonly name: Head; readonly at: number; readonly width: number }[];
}

/** Lays out a step of a network of `inputs` numbers a sequence, each of whose heads has a layer. */
export function planStep<Head extends string>(
  inputs: number,
  { layers, heads }: RecurrentWeights<Head>,
): Plan<Head> {
  const arrays: Float32Array[] = [];
  let weight = 0;
  let stride = 0;
  const stages: Stage[] = [];
  const x: Source = { from: "x", at: 0, width: inputs };

  const put = (array: Float32Array): number => {
    arrays.push(array);
    weight += array.length;
    return weight - array.length;
  };
  const output = (width: number): Source => {
    stride += width;
    return { from: "result", at: stride - width, width };
  };

  let top = x;
  for (const { kernel, bias } of layers) {
    const units = bias.length / 4;
    const h = output(units);
    output(units); // c
    const sources: Source[] = [top, { ...h, from: "state" }];
    const places = { kernel: put(kernel.values), bias: put(bias) };
    const rows = widthOf(sources);
    stages.push({
      sources,
      products: [{ kind: "lstm", start: 0, rows, units, ...places, to: h.at }],
    });
    top = h;
  }

  const named = Object.entries<HeadWeights>(heads);
  const meetInput = named.some(([, { reads }]) => reads === "hidden+input");
  const ends = new Map<string, Source>();
  for (let level = 0; named.some(([, head]) => level < head.layers.length); level++) {
    const sources = level > 0 ? [] : meetInput ? [top, x] : [top];
    const products: Product[] = [];
    for (const [name, head] of named) {
      const layer = head.layers[level];
      if (!layer) continue;
      const below = ends.get(name);
      const start = below ? widthOf(sources) : 0;
      if (below) sources.push(below);
      const rows = below?.width ?? (head.reads === "hidden" ? top.width : top.width + inputs);
      const units = layer.bias.length;
      const end = output(units);
      const places = { kernel: put(layer.kernel.values), bias: put(layer.bias) };
      products.push({
        kind: layer.activation ?? "linear",
        start,
        rows,
        units,
        ...places,
        to: end.at,
      });
      ends.set(name, end);
    }
    stages.push({ sources, products });
  }

  const weights = new Float32Array(weight);
  let at = 0;
  for (const array of arrays) {
    weights.set(array, at);
    at += array.length;
  }
  const told = named.flatMap(([name]) => {
    const end = ends.get(name);
    return end ? [{ name: name as Head, at: end.at, width: end.width }] : [];
  });
  return { inputs, stages, weights, stride, heads: told };
}

/** Numbers in all of them together. */
export function widthOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { width }) => sum + width, 0);
}
