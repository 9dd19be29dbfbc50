import { Wllama } from "@wllama/wllama/esm/index.js";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";

/** A token of the answer with the logarithms of the chances of all that could have stood there. */
export interface ToldToken {
  readonly id: number;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly id: number; readonly logprob: number }[];
}

/** llama.cpp in WebAssembly, one thread, no graphics card. */
export async function openWllama(gguf: Blob, context: number, rows = 1): Promise<Wllama> {
  const silent = () => undefined;
  const logger = { debug: silent, log: silent, warn: silent, error: silent };
  const wllama = new Wllama({ default: wasmUrl }, { logger, suppressNativeLog: true });
  wllama.setCompat(null);
  await wllama.loadModel([gguf], {
    n_ctx: context * rows,
    n_parallel: rows,
    n_threads: 1,
    n_gpu_layers: 0,
    cache_type_k: "f32",
    cache_type_v: "f32",
    flash_attn: false,
    warmup: false,
  });
  return wllama;
}
