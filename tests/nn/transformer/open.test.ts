import { expect, test } from "vitest";
import { openTransformer } from "../../../src/nn/transformer/open";
import expected from "../../fixtures/nn/transformer/expected.json";
import { distance } from "../fixture";
import { tinyCheckpoint } from "./fixture";

const checkpoint = await tinyCheckpoint();

// Logits run from −60 to 60 here: wide of what a trained model says, so that all faults show.
test.each([
  ["cpu", 1e-4],
  ["wasm", 5e-3],
] as const)("on %s it equals the trainer to %d at every position", async (device, within) => {
  const runner = await openTransformer(checkpoint, { rows: 1, device });
  expect(distance(runner.feedAll(0, expected.tokens), expected.logits.flat())).toBeLessThan(within);
});

test.each([
  ["another kind", { kind: "lstm" }, "The architecture's kind"],
  ["half a head", { heads: 3 }, "A transformer of 3 heads in 32"],
  ["a head too small to run", { heads: 4 }, "A transformer of 4 heads in 32"],
  ["another width", { width: 64 }, "is 128 × 32 instead of 128 × 64"],
])("%s is refused", async (_, changed, message) => {
  const architecture = { ...checkpoint.architecture, ...changed };
  await expect(openTransformer({ ...checkpoint, architecture }, { rows: 1 })).rejects.toThrow(
    message,
  );
});
