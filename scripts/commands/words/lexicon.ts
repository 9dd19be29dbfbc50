import { readFile } from "node:fs/promises";
import { openLexicon, type Lexicon } from "../../../src/lyrics/lexicon";

const FOLDER = new URL("../../../public/words/", import.meta.url);

/** The dictionary that the app has, all of it. */
export async function readLexicon(): Promise<Lexicon> {
  const [core, rest] = await Promise.all([
    readFile(new URL("core.bin", FOLDER)),
    readFile(new URL("rest.bin", FOLDER)),
  ]);
  return openLexicon([core, rest]);
}
