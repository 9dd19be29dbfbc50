import { hashText } from "../../base/random";
import type { Score } from "../../music/score";
import { titleFor } from "../titles";
import { briefOf, chordsOver, draftOf, type Asked } from "./brief";
import type { Form } from "./forms";
import { layoutOf } from "./layout";
import type { MelodyNetwork } from "./network";
import type { Melody } from "./melody";
import { ranked, type Taste } from "./rank";
import { eventsToScore } from "./to-score";
import { writeMelodies, type Task, type WriteOptions, type Written } from "./write";

export type { Energy } from "./brief";

/** What to write, and how many. */
export interface MelodyRequest extends Asked {
  /** Number or text; each tune has a seed of its own made from it and from its place. */
  readonly seed: number | string;
  readonly count: number;
  /** Place of the first tune: a long series can be asked for in parts. */
  readonly first?: number;
  /** Drafts written of each tune, on one plan; the best stays. 1, if left out. */
  readonly drafts?: number;
}

export interface ComposeOptions extends WriteOptions {
  /** What else speaks against a draft. */
  readonly tastes?: readonly Taste[];
}

/**
 * Writes tunes in one batch, in the order of their seeds.
 *
 * @throws the signal's reason when it is aborted
 * @throws RangeError with a sentence to act on, where the wishes do not go together
 */
export async function composeMelodies(
  network: MelodyNetwork,
  forms: readonly Form[],
  request: MelodyRequest,
  options: ComposeOptions,
): Promise<readonly Melody[]> {
  const { seed: series, count, first = 0, drafts = 1, ...asked } = request;
  const tasks = Array.from({ length: count }, (_, i) => {
    const brief = briefOf(forms, asked, hashText(`${series} ${first + i}`));
    return Array.from({ length: drafts }, (_, draft) => draftOf(brief, draft));
  }).flat();
  const written = await writeMelodies(network, tasks, options);
  const melodies = written.map((one, i): Melody => {
    const { given, seed } = tasks[i] as Task;
    return { ...one, score: scoreOf(one, tasks[i] as Task, asked.chords), given, seed };
  });
  return Array.from({ length: count }, (_, i) => {
    const group = melodies.slice(i * drafts, (i + 1) * drafts);
    return group[ranked(group, options.tastes)[0] as number] as Melody;
  });
}

function scoreOf(
  { events }: Written,
  { given, seed }: Task,
  chords: readonly string[] | undefined,
): Score {
  const score = eventsToScore(events, given, titleFor(seed, given.type));
  if (chords === undefined) return score;
  return { ...score, chords: chordsOver(score, layoutOf(events, given), chords) };
}
