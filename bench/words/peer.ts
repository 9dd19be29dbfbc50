import { Wllama } from "@wllama/wllama/esm/index.js";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";

/** Tokens a second: by the clock, and by llama.cpp's own count of what the network took. */
export interface PeerSpeed {
  readonly perSecond: number;
  readonly inside: number;
}

/** What the benchmark calls in the peer's page. */
declare global {
  interface Window {
    writePeer?: (rows: number, tokens: number, drawn: boolean) => Promise<PeerSpeed>;
  }
}

const CONTEXT = 256;
const silent = () => undefined;
const logger = { debug: silent, log: silent, warn: silent, error: silent };
const opened = new Map<number, Promise<Wllama>>();

/** Completions of one token, as many at a time as told; the likeliest taken, or all drawn from. */
window.writePeer = async (rows, tokens, drawn) => {
  const wllama = await wllamaFor(rows);
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: rows }, (_, seed) =>
      wllama.createCompletion({
        prompt: "<verse>",
        max_tokens: tokens,
        ignore_eos: true,
        seed,
        ...(drawn ? { temperature: 1, top_k: 0, top_p: 1, min_p: 0 } : { temperature: 0 }),
      }),
    ),
  );
  const took = performance.now() - start;
  const written = answers.reduce((sum, { usage }) => sum + usage.completion_tokens, 0);
  if (written !== rows * tokens) throw new Error(`wllama wrote ${written} tokens`);
  const inside = answers[0]?.timings?.predicted_per_second ?? 0;
  return { perSecond: (1000 * written) / took, inside: rows * inside };
};

function wllamaFor(rows: number): Promise<Wllama> {
  const known = opened.get(rows);
  if (known) return known;
  const opening = open(rows);
  opened.set(rows, opening);
  return opening;
}

/** One thread, no graphics card, caches in half precision as is its default. */
async function open(rows: number): Promise<Wllama> {
  const wllama = new Wllama({ default: wasmUrl }, { logger, suppressNativeLog: true });
  wllama.setCompat(null);
  const file = await (await fetch("/model.gguf")).blob();
  const sizes = { n_ctx: CONTEXT * rows, n_parallel: rows };
  await wllama.loadModel([file], { ...sizes, n_threads: 1, n_gpu_layers: 0 });
  return wllama;
}
