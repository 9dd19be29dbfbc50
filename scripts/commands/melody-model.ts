import { readFile } from "node:fs/promises";
import { readForms, type Form } from "../../src/compose/melody/forms";
import type { ControlCuts } from "../../src/compose/melody/like";
import { MelodyNetwork, melodyWeights, type MelodyWeights } from "../../src/compose/melody/network";
import { adaptWeights } from "../../src/compose/personal/adapter";
import { readStyle } from "../../src/compose/personal/file";
import { readCheckpoint } from "../../src/nn/checkpoint";
import type { Device } from "../../src/nn/device";
import { openStepDevice } from "../../src/nn/step-device";

const FOLDER = new URL("../../public/models/melody@2/", import.meta.url);

export interface MelodyModel {
  readonly network: MelodyNetwork;
  /** Of the network, with the adapter if there is one. */
  readonly weights: MelodyWeights;
  readonly forms: readonly Form[];
  /** Where the codes of controls are cut. */
  readonly cuts: ControlCuts;
}

/**
 * The committed melody model, on a device of this machine.
 *
 * @param adapter  a file that `personalise` wrote, to be added
 * @throws Error when one of them is not whole
 */
export async function openMelodyModel(device: Device, adapter?: string): Promise<MelodyModel> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  const base = melodyWeights(checkpoint.value);
  const weights = adapter === undefined ? base : await adapted(base, adapter);
  return {
    network: new MelodyNetwork(await openStepDevice(device), weights, 1),
    weights,
    forms: readForms(checkpoint.value.architecture["forms"]),
    cuts: checkpoint.value.architecture["controlCuts"] as ControlCuts,
  };
}

async function adapted(weights: MelodyWeights, file: string): Promise<MelodyWeights> {
  const bytes = await readFile(file).catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  const style = await readStyle(weights, bytes);
  if (!style.ok) throw new Error(`${file}: ${style.fault.message}`);
  return adaptWeights(weights, style.value.adapter);
}
