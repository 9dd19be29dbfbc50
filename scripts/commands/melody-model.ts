import { readFile } from "node:fs/promises";
import { readForms, type Form } from "../../src/compose/melody/forms";
import { MelodyNetwork, melodyWeights } from "../../src/compose/melody/network";
import { readCheckpoint } from "../../src/nn/checkpoint";
import type { Device } from "../../src/nn/device";
import { openStepDevice } from "../../src/nn/step-device";

const FOLDER = new URL("../../public/models/melody@1/", import.meta.url);

export interface MelodyModel {
  readonly network: MelodyNetwork;
  readonly forms: readonly Form[];
}

/** The committed melody model, on a device of this machine. @throws Error when it is not whole */
export async function openMelodyModel(device: Device): Promise<MelodyModel> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return {
    network: new MelodyNetwork(await openStepDevice(device), melodyWeights(checkpoint.value), 1),
    forms: readForms(checkpoint.value.architecture["forms"]),
  };
}
