import { DeviceError } from "../device";
import { Arena } from "../kernel/arena";
import type { Engine, Item } from "./engine";
import type { TransformerExports } from "./kernel";
import { placeTransformer, type Placement } from "./placement";
import type { TransformerWeights } from "./weights";

const KERNEL_OWN = 4096; // bytes at the bottom, where the kernel has its sums
const MOST = 32; // tokens a run, more of which gain nothing

/** The transformer in the WebAssembly kernel (kernel/transformer.ts): weights in bytes, one call a run. */
export class KernelEngine implements Engine {
  readonly device = "wasm";
  readonly most: number;
  readonly #kernel: TransformerExports;
  readonly #place: Placement;
  readonly #weights: TransformerWeights["shape"];

  constructor(module: WebAssembly.Module, weights: TransformerWeights, rows: number) {
    this.most = Math.max(MOST, rows);
    this.#kernel = new WebAssembly.Instance(module).exports as unknown as TransformerExports;
    this.#place = placeTransformer(
      new Arena(this.#kernel.memory, KERNEL_OWN),
      weights,
      rows,
      this.most,
    );
    this.#weights = weights.shape;
  }

  run(items: readonly Item[], wanted: readonly number[]): Float32Array {
    const { memory } = this.#kernel;
    const { model, logits, logitsStride } = this.#place;
    const listed = new Uint32Array(memory.buffer, this.#place.items, 3 * items.length);
    for (const [i, { row, token, position }] of items.entries()) {
      listed.set([token, this.#cacheOf(row), position], 3 * i);
    }
    new Uint32Array(memory.buffer, this.#place.wanted, wanted.length).set(wanted);
    if (!this.#kernel.step(model, items.length, wanted.length)) {
      throw new DeviceError("wasm", "not-finite", `${items.length} tokens`);
    }
    const { vocabulary } = this.#weights;
    const stride = logitsStride / 4;
    const all = new Float32Array(memory.buffer, logits, wanted.length * stride);
    if (stride === vocabulary) return all;
    const out = new Float32Array(wanted.length * vocabulary);
    for (let n = 0; n < wanted.length; n++) {
      out.set(all.subarray(n * stride, n * stride + vocabulary), n * vocabulary);
    }
    return out;
  }

  copy(from: number, to: number, length: number): void {
    const { width, heads, layers, context } = this.#weights;
    const bytes = new Uint8Array(this.#kernel.memory.buffer);
    const size = width / heads;
    const headCache = 4 * size * context;
    // Keys stand by sixteen positions.
    const used = 4 * size * 16 * Math.ceil(length / 16);
    const [source, target] = [this.#cacheOf(from), this.#cacheOf(to)];
    for (let at = 0; at < layers * 2 * heads * headCache; at += headCache) {
      bytes.copyWithin(target + at, source + at, source + at + used);
    }
  }

  /** Its memory goes with it. */
  dispose(): void {}

  #cacheOf(row: number): number {
    return this.#place.caches + row * this.#place.cacheBytes;
  }
}
