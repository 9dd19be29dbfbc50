import { readFile } from "node:fs/promises";
import { openCritic, type Critic } from "../../../src/compose/critic/critic";
import { modeOfCode, type Given } from "../../../src/compose/melody/given";
import type { MelodyEvent } from "../../../src/compose/melody/vocabulary";
import { readCheckpoint, type Checkpoint } from "../../../src/nn/checkpoint";
import stored from "../../fixtures/critic/logits.json";

const FOLDER = new URL("../../../public/models/critic@1/", import.meta.url);

export async function committedCheckpoint(): Promise<Checkpoint> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return checkpoint.value;
}

export async function committedCritic(): Promise<Critic> {
  return openCritic(await committedCheckpoint());
}

/** A tune as training/critic/export_critic.py saw it with the committed bytes. */
export interface JudgedTune {
  readonly given: Given;
  readonly events: readonly MelodyEvent[];
  readonly features: readonly (readonly number[])[];
  readonly bars: readonly number[];
  readonly wholeLogit: number;
  readonly barLogits: readonly number[];
}

export const judgedTunes: readonly JudgedTune[] = stored.map((tune) => {
  const [beats = 0, unit = 0] = tune.given.metre.split("/").map(Number);
  const { type, key, mode } = tune.given;
  return {
    ...tune,
    given: { type, key: { tonic: key, mode: modeOfCode(mode) }, meter: { beats, unit } },
    events: tune.events.map(([token = 0, length = -1]) => ({ token, length })),
  };
});
