import { kernelBytes } from "./bytes";

/** What kernel/transformer.ts exports. */
export interface TransformerExports {
  readonly memory: WebAssembly.Memory;
  /** Runs the tokens that the model at this address lists. @returns 0 when a logit is not finite */
  step(model: number, count: number, wanted: number): number;
}

let compiled: WebAssembly.Module | null | undefined;

/** The compiled kernel, or null where WebAssembly or its SIMD is absent or forbidden. */
export function transformerKernel(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  try {
    const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
    compiled = new WebAssembly.Module(bytes);
  } catch {
    compiled = null;
  }
  return compiled;
}
