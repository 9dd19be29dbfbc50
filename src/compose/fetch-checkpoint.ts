import { readCheckpoint, type Checkpoint } from "../nn/checkpoint";

/**
 * Loads a model from its folder on our own origin and checks it whole (sizes and SHA-256).
 *
 * @param folder  ends with a slash: "/models/melody@2/"
 * @throws Error with a sentence for the person when a file is missing or not whole
 */
export async function fetchCheckpoint(folder: string): Promise<Checkpoint> {
  const [config, weights] = await Promise.all(
    ["config.json", "weights.bin"].map(async (file) => {
      const response = await fetch(folder + file);
      if (!response.ok) throw new Error(`${folder}${file} could not be read (${response.status}).`);
      return response.arrayBuffer();
    }),
  );
  const text = new TextDecoder().decode(config);
  const checkpoint = await readCheckpoint(JSON.parse(text), new Uint8Array(weights as ArrayBuffer));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return checkpoint.value;
}
