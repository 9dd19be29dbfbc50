import type { Checkpoint } from "../checkpoint";
import { transformerKernel } from "./kernel";
import { KernelEngine } from "./kernel-engine";
import { PlainEngine } from "./plain";
import { Runner, type TransformerRunner } from "./runner";
import { transformerWeights, type TransformerWeights } from "./weights";

export interface TransformerOptions {
  /** Sequences under way at a time. Each holds a cache: 3 MB of the shipped model. */
  readonly rows: number;
  /**
   * WebAssembly by default, and plain loops where there is none. In WebAssembly what goes into a
   * matrix is rounded to 15 bits or more.
   */
  readonly device?: "wasm" | "cpu";
}

/**
 * Makes a transformer of a checkpoint ready to run.
 *
 * @throws RangeError when the checkpoint holds none that runs here, or rows are not a whole number above 0
 */
export async function openTransformer(
  checkpoint: Checkpoint,
  options: TransformerOptions,
): Promise<TransformerRunner> {
  return transformerOn(transformerWeights(checkpoint), options);
}

/** The same of weights. */
export function transformerOn(
  weights: TransformerWeights,
  { rows, device = "wasm" }: TransformerOptions,
): TransformerRunner {
  if (!(Number.isInteger(rows) && rows > 0)) throw new RangeError(`${rows} rows`);
  const kernel = device === "wasm" ? transformerKernel() : null;
  const engine = kernel ? new KernelEngine(kernel, weights, rows) : new PlainEngine(weights, rows);
  return new Runner(engine, weights.shape, rows);
}
