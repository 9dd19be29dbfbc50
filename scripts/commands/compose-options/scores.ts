import { readFile } from "node:fs/promises";
import { parseTunebook } from "../../../src/formats/abc/tunebook";
import type { Score } from "../../../src/music/score";

/** The tunes of an ABC file. @throws Error when it cannot be read, or holds none that can */
export async function scoresIn(file: string): Promise<readonly Score[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  const tunes = parseTunebook(text).map(({ result }) => result);
  const scores = tunes.flatMap((tune) => (tune.ok ? [tune.value] : []));
  const failed = tunes.find((tune) => !tune.ok);
  if (scores.length > 0) return scores;
  throw new Error(
    `There is no tune in ${file}. ${failed?.ok === false ? failed.fault.message : ""}`,
  );
}

/** Its first tune. */
export async function scoreIn(file: string): Promise<Score> {
  return (await scoresIn(file))[0] as Score;
}
