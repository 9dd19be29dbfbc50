import { readFile } from "node:fs/promises";
import { openHarmony, type HarmonyModel } from "../../../src/compose/harmony/harmonise";
import { readCheckpoint } from "../../../src/nn/checkpoint";

const FOLDER = new URL("../../../public/models/harmony@1/", import.meta.url);

/** The committed harmony model. */
export async function committedHarmony(): Promise<HarmonyModel> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(new URL("weights.bin", FOLDER)));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return openHarmony(checkpoint.value);
}
