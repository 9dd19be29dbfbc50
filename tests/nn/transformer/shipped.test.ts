import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCheckpoint } from "../../../src/nn/checkpoint";
import { logProbabilities } from "../../../src/nn/sampling";
import { openTransformer } from "../../../src/nn/transformer/open";
import { distance } from "../fixture";

const folder = "public/models/words@1";
const fixture = "tests/fixtures/words-model/cases.json";

interface Sequence {
  readonly tokens: readonly number[];
  /** Of each token but the first, given those before it. */
  readonly logProbs: readonly number[];
  readonly lastLogits: readonly number[];
}

// The trainer's own figures, told to four decimals.
test.runIf(existsSync(folder) && existsSync(fixture)).each([
  ["cpu", 1e-4],
  ["wasm", 2e-3],
] as const)("the shipped model on %s equals the trainer to %d", async (device, within) => {
  const config: unknown = JSON.parse(readFileSync(`${folder}/config.json`, "utf8"));
  const checkpoint = await readCheckpoint(config, readFileSync(`${folder}/weights.bin`));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  const runner = await openTransformer(checkpoint.value, { rows: 1, device });
  const { sequences } = JSON.parse(readFileSync(fixture, "utf8")) as { sequences: Sequence[] };
  for (const { tokens, logProbs, lastLogits } of sequences.slice(0, 1)) {
    const all = runner.feedAll(0, tokens);
    const after = (at: number) =>
      all.subarray(at * runner.vocabulary, (at + 1) * runner.vocabulary);
    const ours = logProbs.map((_, at) => logProbabilities(after(at))[tokens[at + 1] as number]);
    expect(distance(ours as number[], logProbs)).toBeLessThan(within);
    expect(distance(after(tokens.length - 1), lastLogits)).toBeLessThan(within + 5e-5);
  }
});
