import { DeviceError } from "../device";
import { checkBatch, checkInput, checkRows, checkWeights } from "../recurrent-weights";
import type { RecurrentNetwork, RecurrentWeights } from "../recurrent-weights";
import { Arena } from "./arena";
import type { StepExports } from "./kernel";
import { placeNetwork, type Placement } from "./placement";
import { planNetwork, type Plan } from "./plan";

const KERNEL_OWN = 4096; // bytes at the bottom, where the kernel has its sums
const SMALLEST_CAPACITY = 4;

/**
 * A recurrent network in the WebAssembly kernel (kernel/lstm.ts): one call a step. Matrices that
 * come as bytes stay bytes, with inputs rounded to 16 bits; others are multiplied in f32.
 */
export class KernelRecurrent<Head extends string> implements RecurrentNetwork<Head> {
  readonly inputs: number;
  readonly #kernel: StepExports;
  readonly #arena: Arena;
  readonly #plan: Plan<Head>;
  /** Where weights end and what depends on the batch begins. */
  readonly #afterWeights: number;
  #place: Placement;
  #batch: number;

  /** @throws RangeError when shapes do not fit one another */
  constructor(module: WebAssembly.Module, weights: RecurrentWeights<Head>, batch: number) {
    this.inputs = checkWeights(weights);
    checkBatch(batch);
    this.#kernel = new WebAssembly.Instance(module).exports as unknown as StepExports;
    this.#arena = new Arena(this.#kernel.memory, KERNEL_OWN);
    this.#plan = planNetwork(this.#arena, this.inputs, weights);
    this.#afterWeights = this.#arena.end;
    this.#place = this.#placeFor(batch);
    this.#batch = batch;
  }

  get batch(): number {
    return this.#batch;
  }

  async step(input: Float32Array): Promise<Record<Head, Float32Array>> {
    checkInput(input, this.#batch, this.inputs);
    const { input: start, inputStride, layers } = this.#place;
    const rows = this.#arena.floats(start, this.#batch * inputStride);
    for (let r = 0; r < this.#batch; r++) {
      rows.set(input.subarray(r * this.inputs, (r + 1) * this.inputs), r * inputStride);
    }
    if (!this.#kernel.step(layers, this.#plan.layers.length, this.#batch)) {
      throw new DeviceError("wasm", "not-finite", `a step of ${this.#batch}`);
    }
    const named = this.#plan.heads.map(({ name, layer, width }) => {
      return [name, this.#rowsOf(layer, width)];
    });
    return Object.fromEntries(named) as Record<Head, Float32Array>;
  }

  reset(batch: number = this.#batch): void {
    checkBatch(batch);
    if (batch > this.#place.capacity) this.#place = this.#placeFor(batch);
    else for (const state of this.#states(batch)) state.fill(0);
    this.#batch = batch;
  }

  select(rows: readonly number[]): void {
    checkRows(rows, this.#batch);
    const kept = this.#states(this.#batch).map((state) => state.slice());
    if (rows.length > this.#place.capacity) this.#place = this.#placeFor(rows.length);
    const next = this.#states(rows.length);
    for (const [s, state] of next.entries()) {
      const before = kept[s] as Float32Array;
      const width = state.length / rows.length;
      rows.forEach((row, to) => {
        state.set(before.subarray(row * width, (row + 1) * width), to * width);
      });
    }
    this.#batch = rows.length;
  }

  /** Its memory goes with it. */
  dispose(): void {
    this.#batch = 0;
  }

  #placeFor(batch: number): Placement {
    const capacity = Math.max(SMALLEST_CAPACITY, 2 ** Math.ceil(Math.log2(batch)));
    this.#arena.rewind(this.#afterWeights);
    return placeNetwork(this.#arena, this.#plan, this.inputs, capacity);
  }

  /** Hidden and cell states of so many rows, [batch × hidden filled up]. */
  #states(batch: number): Float32Array[] {
    return this.#plan.layers.flatMap(({ isLstm, outStride }, i) => {
      if (!isLstm) return [];
      return [this.#place.outs[i] as number, this.#place.cells[i] as number].map((start) =>
        this.#arena.floats(start, batch * outStride),
      );
    });
  }

  /** A copy of a layer's output, without what fills it up. */
  #rowsOf(layer: number, width: number): Float32Array {
    const stride = this.#plan.layers[layer]?.outStride as number;
    const rows = this.#arena.floats(this.#place.outs[layer] as number, this.#batch * stride);
    if (this.#batch === 1) return rows.slice(0, width);
    const out = new Float32Array(this.#batch * width);
    for (let r = 0; r < this.#batch; r++) {
      out.set(rows.subarray(r * stride, r * stride + width), r * width);
    }
    return out;
  }
}
