import { hashText } from "../../base/random";
import { refitLyrics } from "../../music/lyrics";
import type { Score } from "../../music/score";
import { usualBpm } from "../../music/tempo";
import type { ComposeOptions } from "../melody/compose";
import type { Melody } from "../melody/melody";
import type { Form } from "../melody/forms";
import type { MelodyNetwork } from "../melody/network";
import { writeMelodies } from "../melody/write";
import { answerPhrase } from "./answer";
import type { Change, TuneChange } from "./asked";
import { convertTune, meterOfType, scaledChords } from "./convert";
import { continueTune } from "./extend";
import { changeInside } from "./inside";
import { joinScore } from "./join";
import { changeMode } from "./mode";
import { openScore, type Opened } from "./opened";
import { newBars, sameMeter } from "./range";
import { rankChanges } from "./rank-changes";
import { rewriteBars, taskOf, type Rewriting } from "./rewriting";
import { simplifyBars } from "./simplify";

/** Drafts for each candidate, and how many at least and at most. */
const DRAFTS = { each: 3, least: 8, most: 32 };

/**
 * Changes a tune: whole scores, best first, each different. Bars outside the change, and locked
 * ones, are as they were. Fewer than asked for where the change leaves no choice.
 *
 * @throws RangeError with a sentence to act on, where the tune or the change makes no sense
 * @throws the signal's reason when it is aborted
 */
export async function changeMelody(
  network: MelodyNetwork,
  forms: readonly Form[],
  request: TuneChange,
  options: ComposeOptions,
): Promise<readonly Melody[]> {
  const { change, count } = request;
  const isNew = newBars(request);
  const opened = openScore(
    change.kind === "mode" ? changeMode(request.score, change.mode, isNew) : request.score,
  );
  const drafts = Math.min(DRAFTS.most, Math.max(DRAFTS.least, DRAFTS.each * count));
  const seeds = Array.from({ length: change.kind === "mode" ? 1 : drafts }, (_, i) => {
    return hashText(`${request.seed} change ${i}`);
  });
  const rewritings = seeds.map((seed, i) => rewriting(opened, change, isNew, forms, seed, i));
  const tasks = rewritings.map((one, i) => taskOf(one, seeds[i] as number));
  const written = await writeMelodies(network, tasks, options);
  const melodies = written.map((one, i): Melody => {
    const { given, origins } = rewritings[i] as Rewriting;
    const score = joinScore(opened.score, given, one.events, origins);
    return { ...one, given, seed: seeds[i] as number, score: settled(score, opened.score, given) };
  });
  const best = rankChanges(melodies, rewritings, options.tastes);
  // A draft may come out as the tune was; it is offered only where there is no other.
  const before = sounding(request.score);
  const others = best.filter(({ score }) => sounding(score) !== before);
  return (others.length > 0 ? others : best).slice(0, count);
}

function sounding({ parts, key, meter, type }: Score): string {
  return JSON.stringify([parts[0]?.notes, key, meter, type]);
}

function rewriting(
  opened: Opened,
  change: Change,
  isNew: (bar: number) => boolean,
  forms: readonly Form[],
  seed: number,
  draft: number,
): Rewriting {
  const { type, meter } = opened.given;
  switch (change.kind) {
    case "continue":
      return continueTune(opened, change.bars, seed);
    case "answer":
      return answerPhrase(opened, change.range, draft % 2 === 0);
    case "simplify":
      return simplifyBars(opened, isNew, change.amount, seed);
    case "mode":
      return rewriteBars(opened, () => false, []);
    case "meter":
      return convertTune(opened, { type, meter: change.meter }, isNew);
    case "type": {
      const to = { type: change.type, meter: meterOfType(forms, change.type, meter) };
      return convertTune(opened, to, isNew);
    }
    default:
      return changeInside(opened, change, isNew, seed);
  }
}

/** A score in its new metre or style: its tempo and the places of its chords. */
function settled(score: Score, old: Score, { type, meter }: Melody["given"]): Score {
  const keepsMeter = sameMeter(old, { meter });
  if (keepsMeter && type === old.type) return score;
  const changed = {
    ...score,
    ...(type === undefined ? {} : { type }),
    meter,
    bpm: usualBpm(type, meter),
  };
  if (keepsMeter) return changed;
  return refitLyrics(old, { ...changed, chords: scaledChords(old, score) });
}
