import { seededRandom } from "../../src/base/random";
import { fetchCheckpoint } from "../../src/compose/fetch-checkpoint";
import { sample } from "../../src/nn/sampling";
import { openTransformer } from "../../src/nn/transformer/open";
import type { TransformerRunner } from "../../src/nn/transformer/runner";

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
    self.postMessage({ perSecond: await write(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

/** Writes sequences from the first token on, each token drawn; tokens a second, of all rows. */
async function write({ device, rows, tokens }: WriteJob): Promise<number> {
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
  return (1000 * rows * tokens) / (performance.now() - start);
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
