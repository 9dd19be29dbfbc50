import { expect, test } from "vitest";
import expected from "../fixtures/nn/transformer/expected.json";
import { distance } from "../nn/fixture";
import type { TransformerAnswer } from "./transformer-worker";

test("in a worker the kernel runs, equals the trainer, and holds no more after 100 generations", async () => {
  const worker = new Worker(new URL("./transformer-worker.ts", import.meta.url), {
    type: "module",
  });
  const answer = await new Promise<TransformerAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<TransformerAnswer>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage("run");
  }).finally(() => worker.terminate());
  expect(answer.device).toBe("wasm");
  expect(distance(answer.logits, expected.logits.flat())).toBeLessThan(5e-3);
  expect(answer.held[0]).toBeGreaterThan(0);
  expect(answer.held[1]).toBe(answer.held[0]);
});
