import { seededRandom } from "../../base/random";
import { beatTicks } from "../../music/bars";
import { gridOf } from "../melody/given";
import { LENGTHS, TIE, isPitch, ticksOf, type MelodyEvent } from "../melody/vocabulary";
import type { Opened } from "./opened";
import type { Rewriting } from "./rewriting";

/** Lengths, in grid ticks, that come in threes. */
const TRIPLETS = [4, 8, 16];
/** How far chance moves the order in which notes go, so that drafts differ. */
const JITTER = 0.5;

/**
 * Fewer notes: triplets become one note, short notes off the beat join the note before them, the
 * shortest and weakest first. The model has its say among drafts.
 *
 * @param amount  0–1: share of what can be joined
 */
export function simplifyBars(
  opened: Opened,
  isNew: (bar: number) => boolean,
  amount: number,
  seed: number,
): Rewriting {
  const { given, layout, sounds } = opened;
  const beat = beatTicks(given.meter) / gridOf(given.meter).scoreTicks;
  const random = seededRandom(`simplify ${seed}`);
  const simpler = sounds.map((bar, i) => {
    if (!isNew(i)) return bar;
    const steps = simplerAndSimpler(bar, layout.bars[i]?.from ?? 0, beat, random);
    return steps[Math.round(amount * (steps.length - 1))] as readonly MelodyEvent[];
  });
  return {
    given,
    layout,
    origins: sounds.map((_, bar) => ({ bar, isNew: isNew(bar) })),
    kept: simpler.map((head) => ({ head })),
    guides: [],
  };
}

/** The bar as it is, then with one join after the other, until nothing can be joined. */
function simplerAndSimpler(
  bar: readonly MelodyEvent[],
  from: number,
  beat: number,
  random: () => number,
): readonly (readonly MelodyEvent[])[] {
  const steps = [bar];
  for (let now = bar; ;) {
    const joins = joinsOf(now, from, beat);
    if (joins.length === 0) return steps;
    const best = joins
      .map((join) => ({ ...join, cost: join.cost + JITTER * random() }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    now = [...now.slice(0, best.at), best.event, ...now.slice(best.at + best.count)];
    steps.push(now);
  }
}

/** Neighbouring sounds that can become one. */
interface Join {
  readonly at: number;
  readonly count: number;
  readonly event: MelodyEvent;
  /** What is lost by it: long notes and strong places are. */
  readonly cost: number;
}

function joinsOf(bar: readonly MelodyEvent[], from: number, beat: number): readonly Join[] {
  const joins: Join[] = [];
  let position = from;
  for (let i = 0; i < bar.length; i++) {
    const { token, length } = bar[i] as MelodyEvent;
    const ticks = ticksOf(length);
    if (TRIPLETS.includes(ticks)) {
      const event = { token, length: LENGTHS.indexOf(3 * ticks) };
      if (i + 2 < bar.length) joins.push({ at: i, count: 3, event, cost: 0 });
      i += 2;
      position += 3 * ticks;
      continue;
    }
    const before = bar[i - 1];
    const joined = before ? ticksOf(before.length) + ticks : 0;
    const sounds = before && (isPitch(before.token) || before.token === TIE);
    const fits = LENGTHS.includes(joined) && !TRIPLETS.includes(ticksOf(before?.length ?? -1));
    if (sounds && isPitch(token) && position % beat !== 0 && fits) {
      const event = { token: before.token, length: LENGTHS.indexOf(joined) };
      const weight = position % (beat / 2) === 0 ? 0.5 : 0;
      joins.push({ at: i - 1, count: 2, event, cost: ticks / beat + weight });
    }
    position += ticks;
  }
  return joins;
}
