import { kernelBytes } from "./bytes";

/** What kernel/lstm.ts exports. */
export interface StepExports {
  readonly memory: WebAssembly.Memory;
  /** Runs `count` layers that stand at `layers`. @returns 0 when something is not finite */
  step(layers: number, count: number, batch: number): number;
}

let compiled: WebAssembly.Module | null | undefined;

/** The compiled kernel, or null where WebAssembly or its SIMD is absent or forbidden. */
export function stepKernel(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  try {
    const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
    compiled = new WebAssembly.Module(bytes);
  } catch {
    compiled = null;
  }
  return compiled;
}
