import { readCheckpoint } from "../../src/nn/checkpoint";
import { openTransformer } from "../../src/nn/transformer/open";
import config from "../fixtures/nn/transformer/config.json";
import expected from "../fixtures/nn/transformer/expected.json";
import weightsUrl from "../fixtures/nn/transformer/weights.bin?url";

/** What a worker found of the small words model. */
export interface TransformerAnswer {
  readonly device: string;
  readonly logits: Float32Array;
  /** Bytes of the kernel's memory after the first generation, and after a hundred. */
  readonly held: readonly number[];
}

const memories: WebAssembly.Memory[] = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...args: ConstructorParameters<typeof WebAssembly.Instance>) {
    super(...args);
    memories.push(this.exports["memory"] as WebAssembly.Memory);
  }
};

self.onmessage = async () => {
  const bytes = new Uint8Array(await (await fetch(weightsUrl)).arrayBuffer());
  const checkpoint = await readCheckpoint(config, bytes);
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  const runner = await openTransformer(checkpoint.value, { rows: 8 });
  const logits = runner.feedAll(0, expected.tokens);
  const held: number[] = [];
  const rows = [0, 1, 2, 3, 4, 5, 6, 7];
  for (let generation = 0; generation < 100; generation++) {
    runner.truncate(0, 0);
    runner.feed(0, expected.tokens.slice(0, 20));
    for (const row of rows) runner.copy(0, row);
    for (let t = 0; t < 6; t++) runner.step(rows, rows);
    if (generation === 0 || generation === 99) held.push(memories[0]?.buffer.byteLength ?? 0);
  }
  self.postMessage({ device: runner.device, logits, held } satisfies TransformerAnswer);
};
