import { readFile } from "node:fs/promises";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import type { Score } from "../../src/music/score";

/** The tunes of an ABC file that can be read. */
export async function scoresOf(file: string): Promise<readonly Score[]> {
  const tunes = parseTunebook(await readFile(file, "utf8"));
  return tunes.flatMap(({ result }) => (result.ok ? [result.value] : []));
}
