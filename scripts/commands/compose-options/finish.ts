import { writeFile } from "node:fs/promises";
import { arrange } from "../../../src/compose/arrange/arrange";
import { STYLES } from "../../../src/compose/arrange/styles";
import { harmonise } from "../../../src/compose/harmony/harmonise";
import { hashText } from "../../../src/base/random";
import { writeTunebook } from "../../../src/formats/abc/write";
import { writeMidi } from "../../../src/formats/midi/write";
import type { Score } from "../../../src/music/score";
import { openHarmonyModel } from "../harmonise";
import type { Values } from "./options";
import { oneOf } from "./values";

/** The scores with chords by the harmony model, where that was asked for. */
export async function withChords(
  scores: readonly Score[],
  { harmonise: asked }: Values,
): Promise<readonly Score[]> {
  if (asked !== true) return scores;
  const model = await openHarmonyModel();
  return scores.map((score) => {
    const [chords = []] = harmonise(model, score, { per: "bar", locks: score.chords });
    return { ...score, chords };
  });
}

/** Writes a tune book, or one arranged tune. @throws Error with a sentence to act on */
export async function save(scores: readonly Score[], file: string, values: Values): Promise<void> {
  const bytes = values.arrange === undefined ? writeTunebook(scores) : arranged(scores, values);
  await writeFile(file, bytes).catch(() => {
    throw new Error(`${file} cannot be written. Is its folder there?`);
  });
}

function arranged(
  [score]: readonly Score[],
  { arrange: style = "", seed = "1" }: Values,
): Uint8Array {
  const ids = STYLES.map(({ id }) => id);
  const how = {
    style: oneOf(ids, "--arrange", style),
    seed: hashText(seed),
    intro: true,
    ending: true,
  };
  return writeMidi(arrange(score as Score, how).score);
}

/** What must be so before anything is written. @throws Error with a sentence to act on */
export function checkArrange({ arrange: style, out, count = "1" }: Values): void {
  if (style === undefined) return;
  oneOf(
    STYLES.map(({ id }) => id),
    "--arrange",
    style,
  );
  if (!out?.endsWith(".mid") || count !== "1") {
    throw new Error("--arrange writes one tune with its parts as MIDI: --count 1 --out F.mid.");
  }
}
