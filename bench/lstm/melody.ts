import { readForms } from "../../src/compose/melody/forms";
import { MelodyNetwork, melodyWeights } from "../../src/compose/melody/network";
import { MelodyState } from "../../src/compose/melody/state";
import type { Checkpoint } from "../../src/nn/checkpoint";
import type { Device, DeviceOptions } from "../../src/nn/device";
import { openForm, stepsPerSecond, type Form } from "./writer";

/** Folder of the app's melody model. */
export const MELODY = "models/melody@2";

/**
 * Steps a second of the app's own melody model at the start of a tune: features summed, the network
 * run, logits of a token and of its length given; nothing drawn.
 */
export async function measureMelody(
  checkpoint: Checkpoint,
  device: Device,
  form: Form,
  batch: number,
  ms: number,
  options: DeviceOptions = {},
): Promise<number> {
  const opened = await openForm(device, form, options);
  const network = new MelodyNetwork(opened, melodyWeights(checkpoint), batch);
  const [first] = readForms(checkpoint.architecture["forms"]);
  if (!first) throw new Error("The melody model has no form.");
  const states = Array.from({ length: batch }, () => new MelodyState(first, {}));
  const perSecond = await stepsPerSecond(ms, async () => {
    for (const step of await network.step(states)) step.lengthLogits(TOKEN);
  });
  network.dispose();
  return perSecond;
}

const TOKEN = 20; // a pitch
