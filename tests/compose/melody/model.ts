import { readFile } from "node:fs/promises";
import { readCheckpoint, type Checkpoint } from "../../../src/nn/checkpoint";
import { melodyWeights, type MelodyWeights } from "../../../src/compose/melody/network";

const FOLDER = new URL("../../../public/models/melody@2/", import.meta.url);

/** The committed melody model, as its file holds it. */
export async function committed(): Promise<Checkpoint> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return checkpoint.value;
}

/** Its weights. */
export async function committedWeights(): Promise<MelodyWeights> {
  return melodyWeights(await committed());
}

export async function committedForms(): Promise<unknown> {
  return (await committed()).architecture["forms"];
}
