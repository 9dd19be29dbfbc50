import { kernelOf } from "../../base/kernel";
import { kernelBytes } from "./bytes";

/** What kernel/transformer.ts exports. */
export interface TransformerExports {
  readonly memory: WebAssembly.Memory;
  /** Runs the tokens that the model at this address lists. @returns 0 when a logit is not finite */
  step(model: number, count: number, wanted: number): number;
}

/** The compiled kernel, or null where WebAssembly or its SIMD is absent or forbidden. */
export const transformerKernel = kernelOf(kernelBytes);
