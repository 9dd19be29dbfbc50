import { beatTicks } from "../../music/bars";
import type { Bar, ChordSymbol, Meter, Score } from "../../music/score";
import { cadences } from "../melody/cadence";
import type { Form } from "../melody/forms";
import { gridOf } from "../melody/given";
import type { LaidBar } from "../melody/layout";
import { fresh } from "../melody/plan-guides";
import type { Plan } from "../melody/plan";
import { LENGTHS, opensSection, type MelodyEvent } from "../melody/vocabulary";
import { followOutline } from "./guides";
import { closesOf, sourceIn } from "./inside";
import type { Opened } from "./opened";
import { sameMeter } from "./range";
import type { Rewriting } from "./rewriting";

/** Where bars may begin and end in another metre, in grid ticks. */
const STEP = 12;

/**
 * The whole tune in another metre or style: the same bars, their line followed at the same share of
 * each bar, in the rhythms of the new kind. Pickups stay as they are where the new bar has room for
 * them. Bars that were equal stay equal, closes on the tonic stay closes.
 *
 * @param isNew  all bars, where the metre changes
 */
export function convertTune(
  opened: Opened,
  to: { readonly meter: Meter; readonly type: string | undefined },
  isNew: (bar: number) => boolean,
): Rewriting {
  const { sounds, given: before } = opened;
  const given = { ...before, ...to };
  const keepsMeter = sameMeter(before, to);
  const [old, own] = [gridOf(before.meter), gridOf(given.meter)];
  const place = (position: number): number => {
    if (keepsMeter) return position;
    if (position === 0 || position === old.full) return position === 0 ? 0 : own.full;
    const pickup = old.full - position;
    if (pickup <= own.full / 2) return own.full - pickup; // as long as it was, and so are its notes
    const scaled = Math.round((position * own.full) / old.full / STEP) * STEP;
    return Math.min(own.full - STEP, Math.max(STEP, scaled));
  };
  const bars = opened.layout.bars.map((bar, i): LaidBar => {
    const from = place(bar.from);
    const line = keepsMeter ? bar.line : lineBefore(bar.line, from, own.full);
    return { line, from, to: place(bar.to), planned: i };
  });
  const closeOf = closesOf(opened);
  const isSamePickup = (bar: number): boolean => {
    const [was, now] = [opened.layout.bars[bar] as LaidBar, bars[bar] as LaidBar];
    const isPickup = was.from > 0 && was.to === old.full;
    return isPickup && !keepsMeter && now.to - now.from === was.to - was.from;
  };
  const plan: Plan = { sections: [], bars: bars.map((_, bar) => ({ ...takenUp(opened, bar) })) };
  const beat = beatTicks(given.meter) / own.scoreTicks;
  return {
    given,
    layout: { bars, end: opened.layout.end },
    origins: sounds.map((_, bar) => ({ bar: keepsMeter ? bar : -1, isNew: isNew(bar) })),
    kept: sounds.map((head, bar) => (isNew(bar) && !isSamePickup(bar) ? undefined : { head })),
    plan,
    guides: [
      cadences(closeOf),
      followOutline(sourceIn(opened), old.full, beat),
      fresh(() => undefined),
    ],
  };
}

function lineBefore({ token }: MelodyEvent, from: number, full: number): MelodyEvent {
  if (!opensSection(token)) return { token, length: -1 };
  return { token, length: LENGTHS.indexOf(from === 0 ? 0 : full - from) };
}

function takenUp({ sounds, layout }: Opened, bar: number): Plan["bars"][number] {
  const text = (i: number) => JSON.stringify([layout.bars[i]?.from, sounds[i]]);
  const earlier = sounds.findIndex((_, i) => text(i) === text(bar));
  return earlier < bar ? { like: { bar: earlier, how: "same" } } : {};
}

/**
 * The metre of a style: the tune's own, if the books write the style in it, else their most usual.
 *
 * @throws RangeError when they do not have the style
 */
export function meterOfType(forms: readonly Form[], type: string, own: Meter): Meter {
  const counts = new Map<string, { readonly meter: Meter; count: number }>();
  for (const { type: of, meter, count } of forms) {
    if (of !== type) continue;
    const name = `${meter.beats}/${meter.unit}`;
    counts.set(name, { meter, count: (counts.get(name)?.count ?? 0) + count });
  }
  if (counts.size === 0) throw new RangeError(`The books have no "${type}"`);
  const kept = counts.get(`${own.beats}/${own.unit}`);
  const usual = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a));
  return kept && 10 * kept.count >= usual.count ? kept.meter : usual.meter;
}

/** Chords at the same share of their bars in another metre, on its beats. */
export function scaledChords(old: Score, { bars, meter }: Score): readonly ChordSymbol[] {
  const beat = beatTicks(meter);
  return old.chords.map((chord) => {
    const place = Math.max(
      0,
      old.bars.findLastIndex(({ tick }) => tick <= chord.tick),
    );
    const [was, bar] = [old.bars[place] as Bar, bars[place] as Bar];
    const share = (chord.tick - was.tick) / was.duration;
    const last = Math.ceil(bar.duration / beat) - 1;
    const offset = beat * Math.min(last, Math.round((share * bar.duration) / beat));
    return { ...chord, tick: bar.tick + offset };
  });
}
