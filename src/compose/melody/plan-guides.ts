import { cadences } from "./cadence";
import { eventAt, lastNote, pitchAt, type Guide, type Place } from "./guide";
import type { LaidBar, Layout } from "./layout";
import type { Plan, PlannedBar } from "./plan";
import { LENGTHS, TOKENS, isPitch, type MelodyEvent } from "./vocabulary";
import type { Task } from "./write";

/** Nats for the rhythm of the bar that is varied; against each semitone away from its line. */
const SAME_RHYTHM = 1.5;
const AWAY = 0.06;
/** Nats against going on like an earlier bar, for each of its sounds already taken over. */
const LIKE_EARLIER = 0.25;
/** A seam between bars, when the next is known: nats against each semitone beyond a third. */
const SEAM_LEAP = 0.15;
const THIRD = 4;
/** Grid ticks before a seam in which it is prepared. */
const NEAR_SEAM = 24;

/** What a plan asks of the notes. */
export function planGuides(plan: Plan, layout: Layout): readonly Guide[] {
  const plannedAt = (bar: number): PlannedBar | undefined =>
    plan.bars[layout.bars[bar]?.planned ?? -1];
  const writtenAt = (planned: number) => layout.bars.findIndex((bar) => bar.planned === planned);
  const sourceOf = (bar: number, how: "same" | "varied"): number | undefined => {
    const like = plannedAt(bar)?.like;
    return like?.how === how ? writtenAt(like.bar) : undefined;
  };
  return [
    cadences((bar) => plannedAt(bar)?.close),
    variation((bar) => sourceOf(bar, "varied")),
    fresh((bar) => sourceOf(bar, "varied")),
    seams((bar, bars) => bars[sourceOf(bar, "same") ?? -1]),
  ];
}

/** The bars that a plan repeats note for note, as what is kept. */
export function planKept(plan: Plan): NonNullable<Task["kept"]> {
  return ({ bars }, before) => {
    const laid = bars[before.length] as LaidBar;
    const like = plan.bars[laid.planned]?.like;
    if (like?.how !== "same") return undefined;
    const source = bars.findIndex(({ planned }) => planned === like.bar);
    return bars[source]?.to === laid.to ? { head: before[source] ?? [] } : undefined;
  };
}

/** A varied bar keeps to the rhythm of its source, and near its line. */
function variation(sourceOf: (bar: number) => number | undefined): Guide {
  const at = ({ bar, bars, layout, state }: Place) => {
    const source = sourceOf(bar);
    if (source === undefined) return undefined;
    const { from } = layout.bars[source] as LaidBar;
    return { sounds: bars[source] ?? [], from, position: state.position };
  };
  return {
    tokens(place) {
      const here = at(place);
      const pitch = here ? pitchAt(here.sounds, here.from, here.position) : 0;
      if (pitch === 0) return undefined;
      return Float32Array.from(TOKENS, (_, token) =>
        isPitch(token) ? -AWAY * Math.abs(token - pitch) : 0,
      );
    },
    lengths(place) {
      const here = at(place);
      const was = here && eventAt(here.sounds, here.from, here.position);
      if (was === undefined) return undefined;
      return Float32Array.from(LENGTHS, (_, length) => (length === was.length ? SAME_RHYTHM : 0));
    },
  };
}

/**
 * New bars are new: none comes out equal to an earlier one.
 *
 * @param variedFrom  the bar that a bar may be close to
 */
export function fresh(variedFrom: (bar: number) => number | undefined): Guide {
  return {
    tokens({ bar, bars, layout, room }) {
      const now = bars[bar] as readonly MelodyEvent[];
      const wish = new Float32Array(TOKENS.length);
      for (let earlier = 0; earlier < bar; earlier++) {
        const was = bars[earlier] as readonly MelodyEvent[];
        const next = was[now.length];
        const sameSpan = layout.bars[earlier]?.from === layout.bars[bar]?.from;
        if (next === undefined || !sameSpan || !begins(was, now)) continue;
        const isLast = now.length === was.length - 1 && room === (LENGTHS[next.length] as number);
        const against = variedFrom(bar) === earlier ? 0 : LIKE_EARLIER * now.length;
        wish[next.token] = isLast ? -Infinity : (wish[next.token] as number) - against;
      }
      return wish;
    },
  };
}

function begins(whole: readonly MelodyEvent[], start: readonly MelodyEvent[]): boolean {
  return start.every(({ token, length }, i) => {
    return whole[i]?.token === token && whole[i].length === length;
  });
}

/** Leads into a bar that is known before. @param next  what sounds in the bar, if it is known */
export function seams(
  next: (bar: number, bars: Place["bars"]) => readonly MelodyEvent[] | undefined,
): Guide {
  return {
    tokens(place) {
      const goal = next(place.bar + 1, place.bars)?.find(({ token }) => isPitch(token));
      if (goal === undefined || place.room > NEAR_SEAM || lastNote(place) === 0) return undefined;
      return Float32Array.from(TOKENS, (_, token) =>
        isPitch(token) ? -SEAM_LEAP * Math.max(0, Math.abs(token - goal.token) - THIRD) : 0,
      );
    },
  };
}
