import type { EpochMs } from "../../base/time";
import { seededRandom } from "../../base/random";
import { orderByEnergy } from "../slate/order";
import { chooseSlate } from "../slate/choose";
import { dampingOf, shownLately, type LessLike, type Shown } from "../slate/damping";
import { defaultDial } from "../slate/dial";
import type { Candidates, Choice, SlateTask } from "../slate/task";

/** Places of a weekly mix. */
export const mixSize = 30;

/** What a weekly mix is made from: a slate's task, and what makes it this person's and this week's. */
export interface MixTask extends Pick<
  SlateTask,
  "catalogue" | "candidates" | "taste" | "dial" | "pickStyles"
> {
  readonly profileId: string;
  /** e.g. "2026-W48": see isoWeek. */
  readonly week: string;
  readonly nowMs: EpochMs;
  /** What earlier mixes showed; nothing of the last eight weeks comes again. */
  readonly shown: readonly Shown[];
  readonly less?: readonly LessLike[];
  /** 30 when absent. */
  readonly n?: number;
}

/**
 * How much the week may move a relevance: enough that two weeks differ where the person did not,
 * too little to put what is weak before what is strong.
 */
const weekly = 0.05;

/**
 * The mix of a week, in playing order. The same task gives the same mix; it is stored, so that it
 * stays for its week whatever is heard meanwhile. At the default dial 25 artists or more stand in
 * its 30 places, as far as the candidates have them.
 */
export function weeklyMix(task: MixTask): readonly Choice[] {
  const { catalogue, profileId, week, nowMs, n = mixSize, dial = defaultDial } = task;
  const lately = shownLately(task.shown, nowMs);
  const { item } = task.candidates;
  const fresh = withOnly(task.candidates, (at) => !lately.has(item[at] as number));
  const damping = dampingOf(catalogue.vectors, { less: task.less ?? [] }, nowMs);
  const choices = chooseSlate({
    ...task,
    n,
    dial,
    candidates: fresh,
    minArtists: Math.round(n * artistShare(dial)),
    damping: (i) =>
      damping(i) *
      (1 - weekly * seededRandom(`${profileId}|${week}|${catalogue.artist[i]}|${i}`)()),
  });
  return orderByEnergy(choices, catalogue.energy);
}

/** Share of the places that must be different artists: two thirds to all, 25 of 30 at the default. */
function artistShare(dial: number): number {
  return Math.min(1, 2 / 3 + (dial / defaultDial) * (5 / 6 - 2 / 3));
}

function withOnly({ item, score }: Candidates, keep: (at: number) => boolean): Candidates {
  return { item: item.filter((_, at) => keep(at)), score: score.filter((_, at) => keep(at)) };
}
