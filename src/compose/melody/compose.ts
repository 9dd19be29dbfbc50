import { hashText, seededRandom } from "../../base/random";
import type { Score } from "../../music/score";
import { titleFor } from "../titles";
import { drawForm, type Form, type Wishes } from "./forms";
import { gridOf, type Given } from "./given";
import { layOut, type Layout } from "./layout";
import type { MelodyNetwork } from "./network";
import { drawPlan, type Plan } from "./plan";
import { planGuides, planKept } from "./plan-guides";
import { ranked, type Taste } from "./rank";
import { usualBars } from "./sections";
import type { Controls } from "./state";
import { eventsToScore } from "./to-score";
import { ticksOf } from "./vocabulary";
import { writeMelodies, type Task, type WriteOptions, type Written } from "./write";

export type Energy = "low" | "mid" | "high";

/** What to write; what is left out is drawn from the forms of the books. */
export interface MelodyRequest extends Wishes {
  readonly energy?: Energy;
  /** A letter for each section as heard: "AABB", "AABA". */
  readonly form?: string;
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

export interface Melody extends Written {
  readonly score: Score;
  readonly given: Given;
  readonly seed: number;
}

const ENERGY_CODES: Readonly<Record<Energy, number>> = { low: 1, mid: 2, high: 3 };
/** Upper ends of the codes of similarity but the last, as shares of bars equal to earlier ones. */
const SIMILARITY_CUTS = [0.1, 0.25, 0.4];

/**
 * Writes tunes in one batch, in the order of their seeds.
 *
 * @throws the signal's reason when it is aborted
 * @throws RangeError when the bars cannot be shared among the sections of the form
 */
export async function composeMelodies(
  network: MelodyNetwork,
  forms: readonly Form[],
  request: MelodyRequest,
  options: ComposeOptions,
): Promise<readonly Melody[]> {
  const { count, first = 0, drafts = 1 } = request;
  const tasks = Array.from({ length: count }, (_, i) =>
    tasksOf(forms, request, hashText(`${request.seed} ${first + i}`), drafts),
  ).flat();
  const written = await writeMelodies(network, tasks, options);
  const melodies = written.map((one, i): Melody => {
    const { given, seed } = tasks[i] as Task;
    const score = eventsToScore(one.events, given, titleFor(seed, given.type));
    return { ...one, score, given, seed };
  });
  return Array.from({ length: count }, (_, i) => {
    const group = melodies.slice(i * drafts, (i + 1) * drafts);
    return group[ranked(group, options.tastes)[0] as number] as Melody;
  });
}

/** The drafts of one tune: one plan, and seeds of their own. */
function tasksOf(
  forms: readonly Form[],
  { energy, form, ...wishes }: MelodyRequest,
  seed: number,
  drafts: number,
): readonly Task[] {
  const random = seededRandom(`form ${seed}`);
  const fits = form !== undefined && wishes.bars === undefined ? { bars: usualBars(form) } : {};
  const { bars, ...given } = drawForm(forms, { ...wishes, ...fits }, random);
  const plan = drawPlan(bars, form, random);
  const { full } = gridOf(given.meter);
  const task = {
    given,
    controls: { ...planControls(plan), ...(energy && { energy: ENERGY_CODES[energy] }) },
    layout: (pickup: number) => layOut(plan, pickup, ticksOf(pickup), full),
    kept: planKept(plan),
    guides: (layout: Layout) => planGuides(plan, layout),
  };
  return Array.from({ length: drafts }, (_, i) => ({
    ...task,
    seed: i === 0 ? seed : hashText(`draft ${i} of ${seed}`),
  }));
}

/** What the network is told of a plan. */
function planControls({ sections, bars }: Plan): Controls {
  const same = bars.filter(({ like }) => like?.how === "same").length / bars.length;
  return {
    bars: bars.length,
    sections: Math.min(7, sections.length),
    similarity: 1 + SIMILARITY_CUTS.filter((cut) => same > cut).length,
  };
}
