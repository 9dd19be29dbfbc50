import type { Melody } from "./melody";
import { isBar, isPitch, opensSection, type MelodyEvent } from "./vocabulary";

/** Wider than this, in semitones, a step over a bar line is hard to follow; within a bar, an octave. */
const WIDE_SEAM = 9;
const OCTAVE = 12;
/** Notes on one pitch in a row that are still heard as a figure. */
const FIGURE = 4;
/** A bar that surprises the model so many times as much as the tune does is a slip. */
const SLIP = 2.5;
/** Sections closer in height than this, in semitones, do not set each other off. */
const CONTRAST = 1;

/** What a musician would mark in a tune, ≥ 0: each about 1 where it spoils the tune. */
export function melodyFaults({ events, barBits }: Pick<Melody, "events" | "barBits">): number {
  const steps = stepsOf(events);
  const wide = steps.reduce((sum, { semitones, seam }) => {
    return sum + Math.max(0, semitones - (seam ? WIDE_SEAM : OCTAVE)) / 6;
  }, 0);
  const mean = barBits.reduce((sum, bits) => sum + bits, 0) / Math.max(1, barBits.length);
  const slip = Math.max(0, Math.max(...barBits) / mean - SLIP);
  return Math.min(2, wide) + droning(steps) / 4 + slip / 2 + (contrasts(events) ? 0 : 0.3);
}

interface Step {
  /** Size, whatever the direction. */
  readonly semitones: number;
  /** Over a bar line. */
  readonly seam: boolean;
}

function stepsOf(events: readonly MelodyEvent[]): readonly Step[] {
  const steps: Step[] = [];
  let last = 0;
  let seam = false;
  for (const { token } of events) {
    if (isBar(token)) seam = true;
    if (!isPitch(token)) continue;
    if (last > 0) steps.push({ semitones: Math.abs(token - last), seam });
    last = token;
    seam = false;
  }
  return steps;
}

/** Notes beyond a figure on one pitch. */
function droning(steps: readonly Step[]): number {
  let run = 1;
  let beyond = 0;
  for (const { semitones } of steps) {
    run = semitones === 0 ? run + 1 : 1;
    if (run > FIGURE) beyond++;
  }
  return beyond;
}

/** Whether neighbouring sections lie at different heights; true of a tune of one section. */
function contrasts(events: readonly MelodyEvent[]): boolean {
  const sections: number[][] = [];
  for (const { token } of events) {
    if (opensSection(token)) sections.push([]);
    if (isPitch(token)) sections.at(-1)?.push(token);
  }
  const heights = sections.map((pitches) => {
    return pitches.reduce((sum, pitch) => sum + pitch, 0) / Math.max(1, pitches.length);
  });
  const gaps = heights.slice(1).map((height, i) => Math.abs(height - (heights[i] as number)));
  return gaps.length === 0 || Math.max(...gaps) >= CONTRAST;
}
