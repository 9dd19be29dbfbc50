import { kernelOf } from "../../base/kernel";
import { kernelBytes } from "./bytes";

/** What kernel/lstm.ts exports. */
export interface StepExports {
  readonly memory: WebAssembly.Memory;
  /** Runs `count` layers that stand at `layers`. @returns 0 when something is not finite */
  step(layers: number, count: number, batch: number): number;
}

/** The compiled kernel, or null where WebAssembly or its SIMD is absent or forbidden. */
export const stepKernel = kernelOf(kernelBytes);
