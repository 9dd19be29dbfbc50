import type { Note, Pitch, Ticks } from "../../music/score";
import { voiceLead } from "../../music/voicing";
import { spanAt } from "./chord-spans";
import { inOrder, LAST_CHORD, strength, strokes, velocityOf, type Plan, type Stroke } from "./plan";
import type { ChordLayer } from "./style";

/** What a letter does to the velocity, as a factor. */
const ACCENT: Readonly<Record<string, number>> = { X: 1.18, x: 1, p: 1, o: 0.72 };
/** A single tone is played louder than one of a chord. */
const SINGLE = 1.4;
/** A chord struck again inside a held stroke sounds for at least this long, else it is left. */
const SHORTEST_AGAIN: Ticks = 240;

/**
 * The notes of a chordal part: its rhythm through the piece on chords led by least movement, under
 * the tune where there is room, and the last chord held.
 *
 * @param ceiling  highest pitch wanted, so that the tune stays on top; the layer's own octave wins
 */
export function chordPart(plan: Plan, layer: ChordLayer, ceiling: Pitch): readonly Note[] {
  const high = Math.max(layer.low + 14, Math.min(layer.high, ceiling));
  const { low, voices } = layer;
  const voicings = voiceLead(
    plan.spans.map(({ symbol }) => symbol),
    { low, high, voices },
  );
  const notes: Note[] = [];
  const sound = (from: Ticks, to: Ticks, pitches: readonly Pitch[], velocity: number): void => {
    const duration = Math.max(1, Math.round((to - from) * (layer.gate ?? 1)));
    for (const pitch of pitches) notes.push({ pitch, tick: from, duration, velocity });
  };
  for (const stroke of strokes(plan, layer.rhythm)) {
    const velocity = velocityOf(
      layer.velocity * (ACCENT[stroke.letter] ?? SINGLE) * strength(stroke.bar) * onBeat(stroke),
    );
    for (const { from, to, span } of chordsUnder(plan, stroke)) {
      sound(from, to, pitchesOf(stroke.letter, voicings[span] ?? []), velocity);
    }
  }
  const { lastChordTick, endTick } = plan.time;
  const last = voicings[spanAt(plan.spans, lastChordTick)] ?? [];
  for (const pitch of last) {
    const velocity = velocityOf(layer.velocity * LAST_CHORD);
    notes.push({ pitch, tick: lastChordTick, duration: endTick - lastChordTick, velocity });
  }
  return inOrder(notes);
}

/** Off the beat is lighter. */
function onBeat({ at }: Stroke): number {
  return at === 0 ? 1.06 : at % 480 === 0 ? 1 : 0.94;
}

function pitchesOf(letter: string, voicing: readonly Pitch[]): readonly Pitch[] {
  const tone = Number(letter);
  if (!(tone >= 1) || voicing.length === 0) return voicing;
  const octaves = Math.floor((tone - 1) / voicing.length);
  return [Math.min(108, (voicing[(tone - 1) % voicing.length] as Pitch) + 12 * octaves)];
}

/** The chords a stroke sounds: one, or several where they change while it is held. */
function* chordsUnder(
  plan: Plan,
  { tick, length, letter }: Stroke,
): Generator<{ from: Ticks; to: Ticks; span: number }> {
  const end = tick + length;
  const first = spanAt(plan.spans, letter === "p" ? end : tick);
  if (letter === "p" || first < 0) {
    if (first >= 0) yield { from: tick, to: end, span: first };
    return;
  }
  let from = tick;
  for (let span = first; span < plan.spans.length && from < end; span++) {
    const to = Math.min(end, plan.spans[span]?.to ?? end);
    if (span === first || to - from >= SHORTEST_AGAIN) yield { from, to, span };
    from = to;
  }
}
