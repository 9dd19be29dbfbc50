import type { Score } from "../../music/score";
import type { Form, Wishes } from "./forms";
import { scoreToEvents } from "./from-score";
import { measureMelody } from "./measures";
import type { Controls } from "./state";
import { isPitch, semitonesOf } from "./vocabulary";
import { scalePitchClasses, pitchClassOf } from "../../music/key";

/** Where each control's codes are cut, as the trainer cut them. */
export interface ControlCuts {
  readonly similarity: readonly number[];
  /** By metre. */
  readonly energy: Readonly<Record<string, readonly number[]>>;
  readonly register: readonly number[];
  readonly leaps: readonly number[];
  readonly chromatic: readonly number[];
}

/** What tunes have in common, as wishes and as controls of the model. */
export interface Likeness {
  readonly wishes: Wishes;
  readonly controls: Controls;
}

/**
 * What liked tunes ask of a new one. Of several, each trait is taken from their middle, kind,
 * mode and metre from those that most of them share.
 *
 * @param forms  kinds that are offered: others are not wished for
 */
export function likenessOf(
  scores: readonly Score[],
  cuts: ControlCuts,
  forms: readonly Form[],
): Likeness {
  const kinds = scores.filter(({ type }) => forms.some((form) => form.type === type));
  const type = mostFrequent(kinds.flatMap((score) => score.type ?? []));
  const meter = mostFrequent(scores.map(({ meter }) => `${meter.beats}/${meter.unit}`));
  const mode = mostFrequent(scores.map(({ key }) => key.mode));
  const [beats = 4, unit = 4] = (meter ?? "4/4").split("/").map(Number);
  const traits = scores.flatMap((score) => traitsOf(score) ?? []);
  const code = (name: keyof Traits, edges: readonly number[] | undefined) => {
    if (edges === undefined || traits.length === 0) return undefined;
    const middle = medianOf(traits.map((trait) => trait[name]));
    return 1 + edges.filter((edge) => middle > edge).length;
  };
  const coded = {
    energy: code("energy", meter === undefined ? undefined : cuts.energy[meter]),
    register: code("register", cuts.register),
    leaps: code("leaps", cuts.leaps),
    chromatic: code("chromatic", cuts.chromatic),
  };
  return {
    wishes: {
      ...(type === undefined ? {} : { type }),
      ...(meter === undefined ? {} : { meter: { beats, unit } }),
      ...(mode === undefined ? {} : { key: { mode } }),
    },
    controls: Object.fromEntries(
      Object.entries(coded).filter(([, value]) => value !== undefined),
    ) as Controls,
  };
}

interface Traits {
  readonly energy: number;
  readonly register: number;
  readonly leaps: number;
  readonly chromatic: number;
}

/** As training/melody/prepare.py measures them. */
function traitsOf(score: Score): Traits | undefined {
  const events = scoreToEvents(score);
  if (!events.ok) return undefined;
  const pitches = events.value.flatMap(({ token }) => (isPitch(token) ? [semitonesOf(token)] : []));
  if (pitches.length < 2) return undefined;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const tonic = pitchClassOf(score.key.tonic);
  const scale = scalePitchClasses(score.key).map((pitchClass) => (pitchClass - tonic + 12) % 12);
  return {
    energy: measureMelody(events.value).notesPerQuarter,
    register: mean(pitches),
    leaps: mean(pitches.slice(1).map((pitch, i) => Math.abs(pitch - (pitches[i] as number)))),
    chromatic: mean(pitches.map((pitch) => Number(!scale.includes((pitch + 120) % 12)))),
  };
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[T, number] | undefined>(
    (best, one) => (best === undefined || one[1] > best[1] ? one : best),
    undefined,
  )?.[0];
}
