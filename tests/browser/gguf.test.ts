import { expect, test } from "vitest";
import { readCheckpoint } from "../../src/nn/checkpoint";
import { logProbabilities } from "../../src/nn/sampling";
import { openTransformer } from "../../src/nn/transformer/open";
import config from "../fixtures/nn/transformer/config.json";
import ggufUrl from "../fixtures/nn/transformer/tiny.gguf?url";
import weightsUrl from "../fixtures/nn/transformer/weights.bin?url";
import { openWllama, type ToldToken } from "./wllama";

const STEPS = 12;
const PROMPT = "<verse><theme> moon<begin>";

test("our model as a GGUF file says in llama.cpp what it says here", async () => {
  const gguf = await (await fetch(ggufUrl)).blob();
  const wllama = await openWllama(gguf, config.architecture.context);
  const { choices, usage } = await wllama.createCompletion({
    prompt: PROMPT,
    max_tokens: STEPS,
    temperature: 0,
    ignore_eos: true,
    n_probs: config.architecture.vocabulary,
  });
  const told = (choices[0]?.logprobs as unknown as { content: readonly ToldToken[] }).content;
  await wllama.exit();

  const bytes = new Uint8Array(await (await fetch(weightsUrl)).arrayBuffer());
  const checkpoint = await readCheckpoint(config, bytes);
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  const prompt = ["<verse>", "<theme>", " moon", "<begin>"].map((piece) =>
    config.architecture.pieces.indexOf(piece),
  );
  expect(usage.prompt_tokens).toBe(prompt.length);
  const runner = await openTransformer(checkpoint.value, { rows: 1, device: "cpu" });
  let logits = runner.feed(0, prompt);
  expect(told).toHaveLength(STEPS);
  for (const { id, top_logprobs } of told) {
    const ours = logProbabilities(logits);
    expect(top_logprobs).toHaveLength(config.architecture.vocabulary);
    for (const { id: token, logprob } of top_logprobs) {
      expect(Math.abs((ours[token] as number) - logprob)).toBeLessThan(1e-3);
    }
    logits = runner.feed(0, [id]);
  }
});
