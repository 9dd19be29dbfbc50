import { readCheckpoint, type Checkpoint } from "../nn/checkpoint";

/**
 * Loads a model from its folder on our own origin and checks it whole (sizes and SHA-256).
 *
 * @param folder  ends with a slash: "/models/melody@2/"
 * @throws Error with a sentence for the person when a file is missing or not whole
 */
export async function fetchCheckpoint(folder: string): Promise<Checkpoint> {
  const files = ["config.json", "weights.bin"].map((file) => fetchFile(folder + file));
  const [config, weights] = (await Promise.all(files)) as [Uint8Array, Uint8Array];
  const checkpoint = await readCheckpoint(JSON.parse(new TextDecoder().decode(config)), weights);
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return checkpoint.value;
}

/** A file of our own origin. @throws Error with a sentence for the person when it cannot be had */
export async function fetchFile(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be read (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}
