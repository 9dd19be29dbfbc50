import { readFile } from "node:fs/promises";
import { readIndex } from "../../src/compose/originality/index-file";
import { KnownTunes } from "../../src/compose/originality/originality";

const FOLDER = new URL("../../public/models/originality@1/", import.meta.url);

/** The committed index of the training books. @throws Error when it is not whole */
export async function openKnownTunes(): Promise<KnownTunes> {
  const config: unknown = JSON.parse(await readFile(new URL("config.json", FOLDER), "utf8"));
  const corpus = await readIndex(config, await readFile(new URL("index.bin", FOLDER)));
  if (!corpus.ok) throw new Error(corpus.fault.message);
  return new KnownTunes(corpus.value);
}
