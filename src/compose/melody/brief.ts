import { hashText, seededRandom } from "../../base/random";
import type { ChordSymbol, Key, Score } from "../../music/score";
import { keyOfChords } from "./chord-key";
import { overChords } from "./chord-guide";
import { drawForm, type Form, type Wishes } from "./forms";
import { gridOf } from "./given";
import { layOut, type Layout } from "./layout";
import type { Likeness } from "./like";
import { openingOf, type Opening } from "./motif";
import { drawPlan, type Plan } from "./plan";
import { planGuides, planKept } from "./plan-guides";
import { usualBars } from "./sections";
import type { Controls } from "./state";
import { ticksOf } from "./vocabulary";
import type { Task } from "./write";

export type Energy = "low" | "mid" | "high";

/** What a tune is to be; what is left out is drawn from the forms of the books. */
export interface Asked extends Wishes {
  readonly energy?: Energy;
  /** A letter for each section as heard: "AABB", "AABA". */
  readonly form?: string;
  /** Begins with the notes of its first part, in its key and metre. */
  readonly motif?: Score;
  /** Symbols, one for each full bar, again from the first. */
  readonly chords?: readonly string[];
  /** What tunes that are liked ask for, where nothing else does. */
  readonly like?: Likeness;
}

const ENERGY_CODES: Readonly<Record<Energy, number>> = { low: 1, mid: 2, high: 3 };
/** Upper ends of the codes of similarity but the last, as shares of bars equal to earlier ones. */
const SIMILARITY_CUTS = [0.1, 0.25, 0.4];

/**
 * One tune as a task, all drawn but its notes; the drafts of it differ in their seed alone.
 *
 * @throws RangeError with a sentence to act on, where the wishes do not go together
 */
export function briefOf(forms: readonly Form[], asked: Asked, seed: number): Task {
  const { energy, form, motif, chords, like } = asked;
  const random = seededRandom(`form ${seed}`);
  const { bars, ...given } = drawForm(forms, wishesOf(asked), random);
  const opening = motif && openingOf(motif);
  const plan = heldTo(drawPlan(bars, form, random), chords);
  const { full } = gridOf(given.meter);
  const layout = (pickup: number) => layOut(plan, pickup, ticksOf(pickup), full);
  const controls = {
    ...like?.controls,
    ...planControls(plan),
    ...(energy && { energy: ENERGY_CODES[energy] }),
  };
  return {
    given,
    seed,
    controls,
    layout: opening ? begun(layout(opening.pickup), opening) : layout,
    kept: keptAfter(opening, plan),
    guides: (laid) => [
      ...planGuides(plan, laid),
      ...(chords ? [overChords(given, (bar) => chordOf(chords, laid, bar))] : []),
    ],
  };
}

/** The same tune again, to be written anew. */
export function draftOf(task: Task, draft: number): Task {
  return draft === 0 ? task : { ...task, seed: hashText(`draft ${draft} of ${task.seed}`) };
}

/** A motif brings its key and metre; then hold wishes said outright, those of chords, of tunes liked. */
function wishesOf({ type, meter, bars, key, form, motif, chords, like }: Asked): Wishes {
  const length = bars ?? (form === undefined ? undefined : usualBars(form));
  const kind = type ?? like?.wishes.type;
  const metre = motif?.meter ?? meter ?? (type === undefined ? like?.wishes.meter : undefined);
  const found: Partial<Key> | undefined = motif?.key ?? (chords && keyOfChords(chords));
  return {
    ...(kind === undefined ? {} : { type: kind }),
    ...(metre === undefined ? {} : { meter: metre }),
    ...(length === undefined ? {} : { bars: length }),
    key: { ...like?.wishes.key, ...found, ...(motif ? {} : key) },
  };
}

function begun(layout: Layout, { bars }: Opening): Layout {
  if (bars.length < layout.bars.length) return layout;
  throw new RangeError(
    `The motif has ${bars.length} bars: a tune of ${layout.bars.length} is not longer`,
  );
}

function keptAfter(opening: Opening | undefined, plan: Plan): NonNullable<Task["kept"]> {
  const planned = planKept(plan);
  return (layout, before) => {
    const head = opening?.bars[before.length];
    return head ? { head } : planned(layout, before);
  };
}

/** Bars come back note for note only over the same chord. */
function heldTo(plan: Plan, chords: readonly string[] | undefined): Plan {
  if (chords === undefined) return plan;
  const symbol = (bar: number) => chords[bar % chords.length];
  const bars = plan.bars.map(({ like, close }, bar) => ({
    ...(close && { close }),
    ...(like && {
      like: symbol(like.bar) === symbol(bar) ? like : { ...like, how: "varied" as const },
    }),
  }));
  return { ...plan, bars };
}

function chordOf(chords: readonly string[], { bars }: Layout, bar: number): string | undefined {
  const planned = bars[bar]?.planned ?? -1;
  return planned < 0 ? undefined : chords[planned % chords.length];
}

/** The symbols over the full bars of a tune that was written over them. */
export function chordsOver(
  { bars }: Score,
  { layout }: { readonly layout: Layout },
  chords: readonly string[],
): readonly ChordSymbol[] {
  const full = bars.filter((_, bar) => layout.bars[bar]?.from === 0);
  return full.map(({ tick }, i) => ({ tick, symbol: chords[i % chords.length] as string }));
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
