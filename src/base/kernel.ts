/**
 * A way to a WebAssembly kernel that comes with the app as text; compiled at the first call.
 *
 * @param base64  the module's bytes
 * @returns       a function that gives the module, or null where WebAssembly or its SIMD is absent
 *                or forbidden
 */
export function kernelOf(base64: string): () => WebAssembly.Module | null {
  let compiled: WebAssembly.Module | null | undefined;
  return () => {
    if (compiled === undefined) compiled = compile(base64);
    return compiled;
  };
}

function compile(base64: string): WebAssembly.Module | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}
