import { hashText, seededRandom } from "../../base/random";
import type { Score } from "../../music/score";
import { titleFor } from "../titles";
import { drawForm, type Form, type Wishes } from "./forms";
import type { MelodyNetwork } from "./network";
import { eventsToScore } from "./to-score";
import type { MelodyEvent } from "./vocabulary";
import { writeMelodies, type Task, type WriteOptions } from "./write";

export type Energy = "low" | "mid" | "high";

/** What to write; what is left out is drawn from the forms of the books. */
export interface MelodyRequest extends Wishes {
  readonly energy?: Energy;
  /** Number or text; each tune has a seed of its own made from it and from its place. */
  readonly seed: number | string;
  readonly count: number;
  /** Place of the first tune: a long series can be asked for in parts. */
  readonly first?: number;
}

export interface Melody {
  readonly score: Score;
  readonly events: readonly MelodyEvent[];
  readonly seed: number;
  readonly bitsPerNote: number;
}

const ENERGY_CODES: Readonly<Record<Energy, number>> = { low: 1, mid: 2, high: 3 };

/**
 * Writes tunes in one batch, in the order of their seeds.
 *
 * @throws the signal's reason when it is aborted
 */
export async function composeMelodies(
  network: MelodyNetwork,
  forms: readonly Form[],
  request: MelodyRequest,
  options: WriteOptions,
): Promise<readonly Melody[]> {
  const tasks = Array.from({ length: request.count }, (_, i) =>
    taskOf(forms, request, hashText(`${request.seed} ${(request.first ?? 0) + i}`)),
  );
  const written = await writeMelodies(network, tasks, options);
  return written.map(({ events, bitsPerNote }, i) => {
    const { given, seed } = tasks[i] as Task;
    return {
      score: eventsToScore(events, given, titleFor(seed, given.type)),
      events,
      seed,
      bitsPerNote,
    };
  });
}

function taskOf(forms: readonly Form[], { energy, ...wishes }: MelodyRequest, seed: number): Task {
  const { bars, ...given } = drawForm(forms, wishes, seededRandom(`form ${seed}`));
  return {
    given,
    seed,
    controls: { bars, ...(energy === undefined ? {} : { energy: ENERGY_CODES[energy] }) },
  };
}
