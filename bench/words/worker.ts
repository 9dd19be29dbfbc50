import { seededRandom } from "../../src/base/random";
import { fetchCheckpoint } from "../../src/compose/fetch-checkpoint";
import { sample } from "../../src/nn/sampling";
import { openTransformer } from "../../src/nn/transformer/open";
import type { TransformerRunner } from "../../src/nn/transformer/runner";

export interface Written {
  /** Tokens a second, of all rows. */
  readonly perSecond: number;
  /** What ran: plain loops where WebAssembly is refused. */
  readonly device: "wasm" | "cpu";
}

export interface WriteJob {
  readonly device: "wasm" | "cpu";
  /** Sequences at a time. */
  readonly rows: number;
  /** Tokens of each. */
  readonly tokens: number;
}

const opened = new Map<string, Promise<TransformerRunner>>();
const random = seededRandom("words");

self.onmessage = async ({ data }: MessageEvent<WriteJob>) => {
  try {
    self.postMessage({ written: await write(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

/** Writes sequences from the first token on, each token drawn. */
async function write({ device, rows, tokens }: WriteJob): Promise<Written> {
  const runner = await runnerFor(device, rows);
  const all = Array.from({ length: rows }, (_, row) => row);
  for (const row of all) runner.truncate(row, 0);
  const start = performance.now();
  let next = all.map(() => 0);
  for (let t = 0; t < tokens; t++) {
    const logits = runner.step(all, next);
    next = all.map((row) => {
      const own = logits.subarray(row * runner.vocabulary, (row + 1) * runner.vocabulary);
      return sample(own, {}, random());
    });
  }
  const perSecond = (1000 * rows * tokens) / (performance.now() - start);
  return { perSecond, device: runner.device };
}

function runnerFor(device: WriteJob["device"], rows: number): Promise<TransformerRunner> {
  const known = opened.get(`${device} ${rows}`);
  if (known) return known;
  const opening = fetchCheckpoint("/model/").then((checkpoint) =>
    openTransformer(checkpoint, { rows, device }),
  );
  opened.set(`${device} ${rows}`, opening);
  return opening;
}
