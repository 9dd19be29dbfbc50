import { pick, type Random } from "../../base/random";
import { DRUM_KEYS, type Drum } from "../../music/percussion";
import type { Note, Ticks } from "../../music/score";
import { inOrder, strength, strokes, velocityOf, type Plan, type Stroke } from "./plan";
import type { DrumLayer } from "./style";
import type { GrooveBar } from "./timeline";

const ACCENT: Readonly<Record<string, number>> = { X: 1.2, o: 0.62 };
/** A drum's note is as long as this; its sound rings out by itself. */
const STROKE_TICKS = 60;

/** Fills by drums a sixteenth each over the last beat (or two) of a section. */
const FILLS: Readonly<Record<"toms" | "roll", readonly (readonly (Drum | undefined)[])[]>> = {
  toms: [
    ["snare", "snare", "highTom", "midTom"],
    ["snare", undefined, "highTom", "lowTom"],
    ["snare", "highTom", "midTom", "lowTom"],
    ["highTom", "highTom", "midTom", "midTom", "snare", "snare", "lowTom", "lowTom"],
  ],
  roll: [
    ["snare", "snare", "snare", "snare"],
    ["snare", undefined, "snare", "snare"],
    ["rim", "snare", "rim", "snare", "snare", "snare", "snare", "snare"],
  ],
};

/** The notes of the drums: every drum's rhythm, a fill before each section, and the last stroke. */
export function drumPart(plan: Plan, layer: DrumLayer, random: Random): readonly Note[] {
  const notes: Note[] = [];
  const add = (drum: Drum, tick: Ticks, velocity: number): void => {
    const duration = Math.min(STROKE_TICKS, Math.max(1, plan.time.endTick - tick));
    notes.push({ pitch: DRUM_KEYS[drum], tick, duration, velocity: velocityOf(velocity) });
  };
  const fills = fillsOf(plan, layer, random);
  const silent = new Map(fills.map(({ bar, from }) => [bar.index, from]));
  for (const [drum, rhythm] of Object.entries(layer.rhythms) as [Drum, readonly string[]][]) {
    for (const stroke of strokes(plan, rhythm)) {
      if (stroke.tick >= (silent.get(stroke.bar.index) ?? Infinity)) continue;
      add(drum, stroke.tick, velocityAt(stroke, layer));
    }
  }
  for (const fill of fills) {
    fill.drums.forEach((drum, i) => {
      const tick = fill.from + i * fill.step;
      const swell = 0.7 + (0.4 * i) / fill.drums.length;
      if (drum !== undefined) add(drum, tick, layer.velocity * swell * strength(fill.bar));
    });
  }
  if (layer.fill === "toms") {
    const opening = plan.time.groove.filter(
      ({ opens, kind, index }) => opens && kind === "tune" && index > 0,
    );
    for (const { from } of opening) {
      if (from < plan.time.lastChordTick) add("crash", from, layer.velocity * 0.75);
    }
  }
  if ("kick" in layer.rhythms) add("kick", plan.time.lastChordTick, layer.velocity);
  return inOrder(notes);
}

function velocityAt({ letter, bar, at }: Stroke, { velocity }: DrumLayer): number {
  return velocity * (ACCENT[letter] ?? 1) * strength(bar) * (at % 480 === 0 ? 1 : 0.92);
}

interface Fill {
  readonly bar: GrooveBar;
  readonly from: Ticks;
  readonly step: Ticks;
  readonly drums: readonly (Drum | undefined)[];
}

/** The fills of a piece, each within the last beats of its bar. */
function fillsOf(plan: Plan, { fill }: DrumLayer, random: Random): readonly Fill[] {
  if (fill === "none") return [];
  return plan.time.groove
    .filter(({ leads, to }) => leads && to <= plan.time.lastChordTick)
    .flatMap((bar): Fill[] => {
      const drums = pick(random, FILLS[fill]);
      const last = plan.beats.at(-1);
      if (last === undefined) return [];
      const steps = last.divides === 3 ? 6 : 4;
      const step = Math.floor(last.length / steps);
      const fitting = drums.slice(0, Math.max(1, Math.round((drums.length * steps) / 4)));
      const from = bar.start + last.at + last.length - fitting.length * step;
      return from < Math.max(bar.from, bar.start) || bar.to < bar.start + last.at + last.length
        ? []
        : [{ bar, from, step, drums: fitting }];
    });
}
