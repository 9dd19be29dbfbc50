import url from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

/**
 * Where the browser finds WebAssembly for networks: a file of the app itself, to be given to
 * `openDevice`. In a module of its own because only a bundler understands it; Node does without.
 */
export const wasmUrl: string = url;
