import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWordsModel, type WordsModel } from "../../../src/compose/words/words-model";
import { readCheckpoint } from "../../../src/nn/checkpoint";

/** The committed model. */
const FOLDER = fileURLToPath(new URL("../../../public/models/words@1/", import.meta.url));

/**
 * A words model, the committed one unless a folder is named, with so many rows.
 *
 * @param folder  of the model's config.json and weights.bin
 * @throws Error when one of them is not whole
 */
export async function openCommittedWords(rows: number, folder = FOLDER): Promise<WordsModel> {
  const config: unknown = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(join(folder, "weights.bin")));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return openWordsModel(checkpoint.value, { rows });
}
