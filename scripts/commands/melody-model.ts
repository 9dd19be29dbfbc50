import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readForms, type Form } from "../../src/compose/melody/forms";
import type { ControlCuts } from "../../src/compose/melody/like";
import { MelodyNetwork, melodyWeights, type MelodyWeights } from "../../src/compose/melody/network";
import type { StyleCache } from "../../src/compose/personal/cache";
import { readStyle, styled, type Style } from "../../src/compose/personal/file";
import { readCheckpoint } from "../../src/nn/checkpoint";
import type { Device } from "../../src/nn/device";
import { openStepDevice } from "../../src/nn/step-device";

/** The committed model. */
const FOLDER = fileURLToPath(new URL("../../public/models/melody@2/", import.meta.url));

export interface MelodyModel {
  readonly network: MelodyNetwork;
  /** Of the network, with the adapter if there is one. */
  readonly weights: MelodyWeights;
  /** The counts that the adapter came with. */
  readonly cache?: StyleCache;
  readonly forms: readonly Form[];
  /** Where the codes of controls are cut. */
  readonly cuts: ControlCuts;
}

/**
 * A melody model, the committed one unless a folder is named, on a device of this machine.
 *
 * @param adapter  a file that `personalise` wrote, to be added
 * @param folder   of the model's config.json and weights.bin
 * @throws Error when one of them is not whole
 */
export async function openMelodyModel(
  device: Device,
  adapter?: string,
  folder = FOLDER,
): Promise<MelodyModel> {
  const config: unknown = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(join(folder, "weights.bin")));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  const base = melodyWeights(checkpoint.value);
  const { weights, cache } =
    adapter === undefined ? { weights: base } : styled(base, await styleIn(base, adapter));
  return {
    network: new MelodyNetwork(await openStepDevice(device), weights, 1),
    weights,
    ...(cache === undefined ? {} : { cache }),
    forms: readForms(checkpoint.value.architecture["forms"]),
    cuts: checkpoint.value.architecture["controlCuts"] as ControlCuts,
  };
}

async function styleIn(weights: MelodyWeights, file: string): Promise<Style> {
  const bytes = await readFile(file).catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  const style = await readStyle(weights, bytes);
  if (!style.ok) throw new Error(`${file}: ${style.fault.message}`);
  return style.value;
}
