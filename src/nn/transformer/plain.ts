import { DeviceError } from "../device";
import type { Tensor } from "../matrix";
import type { Engine, Item } from "./engine";
import { rotations, type Rotations } from "./rotations";
import type { LayerWeights, TransformerWeights } from "./weights";

/** The transformer in plain loops, a token at a time: what the kernel is held against. */
export class PlainEngine implements Engine {
  readonly device = "cpu";
  readonly most = 64;
  readonly #weights: TransformerWeights;
  readonly #rotations: Rotations;
  /** Of each row, keys and values of each layer, [context × width]. */
  readonly #caches: { keys: Float32Array; values: Float32Array }[][];

  constructor(weights: TransformerWeights, rows: number) {
    const { width, context } = weights.shape;
    const room = () => new Float32Array(context * width);
    this.#weights = weights;
    this.#rotations = rotations(weights.shape);
    this.#caches = Array.from({ length: rows }, () =>
      weights.layers.map(() => ({ keys: room(), values: room() })),
    );
  }

  run(items: readonly Item[], wanted: readonly number[]): Float32Array {
    const { shape, table, norm } = this.#weights;
    const out = new Float32Array(wanted.length * shape.vocabulary);
    for (const [place, item] of items.entries()) {
      const x = this.#through(item);
      const at = wanted.indexOf(place);
      if (at < 0) continue;
      const logits = product(table, normalised(x, norm, shape.epsilon));
      if (!logits.every(Number.isFinite)) {
        throw new DeviceError("cpu", "not-finite", `token ${item.token} at ${item.position}`);
      }
      out.set(logits, at * shape.vocabulary);
    }
    return out;
  }

  copy(from: number, to: number, length: number): void {
    const end = length * this.#weights.shape.width;
    for (const [l, { keys, values }] of this.#caches[to]?.entries() ?? []) {
      const source = this.#caches[from]?.[l] as { keys: Float32Array; values: Float32Array };
      keys.set(source.keys.subarray(0, end));
      values.set(source.values.subarray(0, end));
    }
  }

  dispose(): void {
    this.#caches.length = 0;
  }

  /** What stands before the last norm, [width]. */
  #through({ row, token, position }: Item): Float32Array {
    const { shape, table, layers } = this.#weights;
    const { width, epsilon } = shape;
    const x = table.values.slice(token * width, (token + 1) * width);
    for (const [l, layer] of layers.entries()) {
      add(x, product(layer.out, this.#mixed(x, layer, row, l, position)));
      const both = product(layer.up, normalised(x, layer.innerNorm, epsilon));
      add(x, product(layer.down, swiglu(both)));
    }
    return x;
  }

  /** Attention of all heads, [width]; keeps the key and the value of this position. */
  #mixed(x: Float32Array, layer: LayerWeights, row: number, l: number, position: number) {
    const { width, heads, epsilon } = this.#weights.shape;
    const size = width / heads;
    const { keys, values } = this.#caches[row]?.[l] as { keys: Float32Array; values: Float32Array };
    const qkv = product(layer.qkv, normalised(x, layer.attentionNorm, epsilon));
    const query = qkv.subarray(0, width);
    const key = qkv.subarray(width, 2 * width);
    for (let h = 0; h < heads; h++) {
      this.#rotate(query.subarray(h * size, (h + 1) * size), position);
      this.#rotate(key.subarray(h * size, (h + 1) * size), position);
    }
    keys.set(key, position * width);
    values.set(qkv.subarray(2 * width), position * width);
    const out = new Float32Array(width);
    for (let h = 0; h < heads; h++) {
      attend(query, keys, values, out, h * size, size, width, position);
    }
    return out;
  }

  #rotate(head: Float32Array, position: number): void {
    const half = head.length / 2;
    for (let i = 0; i < half; i++) {
      const cosine = this.#rotations.cosines[position * half + i] as number;
      const sine = this.#rotations.sines[position * half + i] as number;
      const a = head[i] as number;
      const b = head[i + half] as number;
      head[i] = a * cosine - b * sine;
      head[i + half] = a * sine + b * cosine;
    }
  }
}

/** One head, whose numbers start at `first`, over all positions up to this one. */
function attend(
  query: Float32Array,
  keys: Float32Array,
  values: Float32Array,
  out: Float32Array,
  first: number,
  size: number,
  width: number,
  position: number,
): void {
  const scores = Float64Array.from({ length: position + 1 }, (_, t) => {
    let sum = 0;
    for (let i = first; i < first + size; i++) {
      sum += (query[i] as number) * (keys[t * width + i] as number);
    }
    return sum / Math.sqrt(size);
  });
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = scores.map((score) => Math.exp(score - most));
  const sum = odds.reduce((a, b) => a + b, 0);
  for (const [t, odd] of odds.entries()) {
    for (let i = first; i < first + size; i++) {
      out[i] = (out[i] as number) + (odd / sum) * (values[t * width + i] as number);
    }
  }
}

function normalised(x: Float32Array, gain: Float32Array, epsilon: number): Float32Array {
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i] as number) ** 2;
  const scale = 1 / Math.sqrt(squares / x.length + epsilon);
  return x.map((value, i) => value * scale * (gain[i] as number));
}

/** Gates, then values → g σ(g) value. */
function swiglu(both: Float32Array): Float32Array {
  const inner = both.length / 2;
  return Float32Array.from({ length: inner }, (_, i) => {
    const gate = both[i] as number;
    return (gate / (1 + Math.exp(-gate))) * (both[inner + i] as number);
  });
}

/** matrix · x */
function product({ shape, values }: Tensor, x: Float32Array): Float32Array {
  const [rows, columns] = shape as [number, number];
  const out = new Float32Array(rows);
  for (let r = 0, at = 0; r < rows; r++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += (values[at++] as number) * (x[c] as number);
    out[r] = sum;
  }
  return out;
}

function add(x: Float32Array, more: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) + (more[i] as number);
}
