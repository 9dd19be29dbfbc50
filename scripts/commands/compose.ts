import { parseArgs } from "node:util";
import { changeMelody } from "../../src/compose/change/change";
import { composeMelodies, type ComposeOptions } from "../../src/compose/melody/compose";
import { likenessOf } from "../../src/compose/melody/like";
import { StyleCache } from "../../src/compose/personal/cache";
import { readable } from "../../src/compose/personal/session";
import type { Score } from "../../src/music/score";
import { spreadOptions } from "./arguments";
import { changeAsked, changeOf, locksOf } from "./compose-options/changes";
import { checkArrange, save, withChords } from "./compose-options/finish";
import { checkMotif } from "./compose-options/motif";
import { options, usage, type Values } from "./compose-options/options";
import { scoreIn, scoresIn } from "./compose-options/scores";
import { number, oneOf, whole } from "./compose-options/values";
import { wishesOf } from "./compose-options/wishes";
import { openMelodyModel, type MelodyModel } from "./melody-model";

/** Tunes written side by side; part of what decides the bytes, so never changed by an option. */
const BATCH = 32;
const MOST_CHANGES = 16;

/**
 * Writes tunes, or changes of a tune, into an ABC file, or one arranged tune into a MIDI file; one
 * JSON object: {tunes, notes, seconds, device}.
 *
 * @throws Error with a sentence to act on when an option makes no sense
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({ args: spreadOptions(args, ["--like"]), options });
  if (values.out === undefined) throw new Error(`Say where to write: --out F.abc\n${usage}`);
  const device = oneOf(["wasm", "cpu"] as const, "--device", values.device);
  const drawing = {
    temperature: number("--temperature", values.temperature, 0, 2),
    topP: number("--top-p", values["top-p"], 0, 1),
  };
  checkArrange(values);
  const change = changeAsked(values);
  const write = change ? await changing(change, values, drawing) : await composing(values, drawing);
  const model = await openMelodyModel(device, values.adapter);
  const began = performance.now();
  const written = await write(model);
  const seconds = (performance.now() - began) / 1000;
  model.network.dispose();
  const scores = await withChords(written, values);
  await save(scores, values.out, values);
  const notes = scores.reduce((sum, { parts }) => sum + (parts[0]?.notes.length ?? 0), 0);
  out({ tunes: scores.length, notes, seconds: Math.round(seconds * 100) / 100, device });
}

type Write = (model: MelodyModel) => Promise<readonly Score[]>;

async function composing(values: Values, drawing: ComposeOptions): Promise<Write> {
  const { seed = "1" } = values;
  const count = whole("--count", values.count ?? "1", 1, 100_000);
  const drafts = whole("--drafts", values.drafts ?? "1", 1, 16);
  const motif = values.motif === undefined ? undefined : await scoreIn(values.motif);
  const liked = (await Promise.all((values.like ?? []).map(scoresIn))).flat();
  const wishes = { ...wishesOf(values), ...(motif && { motif }) };
  return async ({ network, forms, cuts, cache: own }) => {
    if (motif) checkMotif(forms, motif, wishes);
    const isLike = liked.length > 0;
    const like = isLike ? { like: likenessOf(liked, cuts, forms) } : {};
    const cache = isLike ? new StyleCache(readable(liked)) : own;
    const scores: Score[] = [];
    for (let first = 0; first < count; first += BATCH) {
      const part = {
        ...wishes,
        ...like,
        seed,
        drafts,
        first,
        count: Math.min(BATCH, count - first),
      };
      const melodies = await composeMelodies(network, forms, part, { ...drawing, cache });
      scores.push(...melodies.map(({ score }) => score));
    }
    return scores;
  };
}

async function changing(
  { option, file }: NonNullable<ReturnType<typeof changeAsked>>,
  values: Values,
  drawing: ComposeOptions,
): Promise<Write> {
  const score = await scoreIn(file);
  const request = {
    score,
    change: changeOf(option, values, score),
    locked: locksOf(values, score),
    seed: values.seed ?? "1",
    count: whole("--count", values.count ?? "1", 1, MOST_CHANGES),
  };
  return async ({ network, forms }) => {
    const melodies = await changeMelody(network, forms, request, drawing);
    return melodies.map((melody) => melody.score);
  };
}
