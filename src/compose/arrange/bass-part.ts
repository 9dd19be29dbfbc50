import { pick, type Random } from "../../base/random";
import type { ChordTones } from "../../music/chord";
import type { Note, Pitch } from "../../music/score";
import { spanAt, type ChordSpan } from "./chord-spans";
import { inOrder, strength, strokes, velocityOf, type Plan, type Stroke } from "./plan";
import type { BassLayer } from "./style";

/** Semitones over the root that a letter means where the chord has no tone for it. */
const DEGREES: Readonly<Record<string, number>> = { "6": 9, "7": 10, "8": 12 };

/** The notes of the bass: its rhythm through the piece, never far from where it was. */
export function bassPart(plan: Plan, layer: BassLayer, random: Random): readonly Note[] {
  const all = strokes(plan, layer.rhythm);
  const notes: Note[] = [];
  let before = Math.round((layer.low + layer.high) / 2) - 4;
  all.forEach((stroke, i) => {
    const span =
      plan.spans[
        spanAt(plan.spans, stroke.letter === "p" ? stroke.tick + stroke.length : stroke.tick)
      ];
    if (span === undefined) return;
    const next = all[i + 1];
    const target = targetAfter(plan, next);
    const pitch = pitchOf(stroke, span, {
      layer,
      before,
      target,
      random,
      leading: leads(stroke, next, span),
    });
    before = pitch;
    const end = stroke.letter === "p" ? Infinity : span.to;
    const length = Math.min(stroke.length, end - stroke.tick);
    notes.push({
      pitch,
      tick: stroke.tick,
      duration: Math.max(1, Math.round(length * (layer.gate ?? 0.95))),
      velocity: velocityOf(layer.velocity * strength(stroke.bar) * (stroke.at === 0 ? 1.05 : 0.95)),
    });
  });
  const { lastChordTick, endTick } = plan.time;
  const last = plan.spans[spanAt(plan.spans, lastChordTick)];
  if (last !== undefined) {
    const pitch = near(last.tones.bass, before, layer);
    const velocity = velocityOf(layer.velocity);
    notes.push({ pitch, tick: lastChordTick, duration: endTick - lastChordTick, velocity });
  }
  return inOrder(notes);
}

interface Where {
  readonly layer: BassLayer;
  readonly before: Pitch;
  /** Where the next stroke wants the bass to be. */
  readonly target: Pitch | undefined;
  readonly random: Random;
  /** The last stroke before the chord changes. */
  readonly leading: boolean;
}

function targetAfter(plan: Plan, next: Stroke | undefined): Pitch | undefined {
  const span = plan.spans[spanAt(plan.spans, next?.tick ?? plan.time.lastChordTick)];
  return span?.tones.bass;
}

/** Whether another chord, or another bar, comes before the next stroke. */
function leads(stroke: Stroke, next: Stroke | undefined, span: ChordSpan): boolean {
  return next === undefined || next.tick >= span.to || next.bar.index !== stroke.bar.index;
}

function pitchOf(stroke: Stroke, span: ChordSpan, where: Where): Pitch {
  const { layer, before } = where;
  const { tones } = span;
  const changed = stroke.tick === span.from;
  const root = near(tones.bass, before, layer);
  if (stroke.letter === "w") return changed || stroke.at === 0 ? root : walk(tones, where);
  if (stroke.letter === "a") return where.target === undefined ? root : stepInto(tones, where);
  if (stroke.letter === "5") return near(tones.pitchClasses[2] ?? tones.bass, before, layer);
  if (stroke.letter === "3") return near(tones.pitchClasses[1] ?? tones.bass, before, layer);
  const over = DEGREES[stroke.letter];
  if (over === undefined) return root;
  const low = near(tones.bass, layer.low, layer);
  return low + over <= layer.high + 7 ? low + over : low;
}

/** A tone of the chord near by, not the one before; into another chord by a step. */
function walk(tones: ChordTones, where: Where): Pitch {
  const { before, layer, target, random, leading } = where;
  if (leading && target !== undefined) return stepInto(tones, where);
  const near8 = Array.from({ length: 15 }, (_, i) => before - 7 + i).filter(
    (pitch) =>
      pitch !== before &&
      pitch >= layer.low &&
      pitch <= layer.high &&
      tones.pitchClasses.includes(pitch % 12),
  );
  if (near8.length === 0) return near(tones.bass, before, layer);
  const sorted = near8.sort((a, b) => Math.abs(a - before) - Math.abs(b - before));
  return pick(random, sorted.slice(0, 3));
}

/** A semitone or a tone beside the next chord's bass, a tone of this chord if there is one. */
function stepInto(tones: ChordTones, { target, before, layer, random }: Where): Pitch {
  const goal = near(target as Pitch, before, layer);
  const beside = [goal - 2, goal - 1, goal + 1, goal + 2].filter(
    (pitch) => pitch !== before && pitch >= layer.low && pitch <= layer.high,
  );
  const within = beside.filter((pitch) => tones.pitchClasses.includes(pitch % 12));
  if (beside.length === 0) return goal;
  return pick(random, within.length > 0 ? within : beside);
}

/** The pitch of a class nearest to another, within the layer. */
function near(pitchClass: number, to: Pitch, { low, high }: BassLayer): Pitch {
  let best = low + ((((pitchClass - low) % 12) + 12) % 12);
  for (let pitch = best; pitch <= high; pitch += 12) {
    if (Math.abs(pitch - to) < Math.abs(best - to)) best = pitch;
  }
  return best;
}
