import type { ChordSymbol, Ticks } from "../../music/score";
import type { BarRange } from "../../music/bars";
import type { Beat } from "./beats";

/** A stretch under one chord. */
export interface ChordSpan {
  readonly tick: Ticks;
  readonly duration: Ticks;
  readonly state: number;
  /** Place of its first beat. */
  readonly beat: number;
  /** A symbol that stands as it is. */
  readonly kept?: string;
}

/** A chord on its way to a symbol: its root is counted from the signature's major tonic. */
export interface Voiced {
  readonly span: ChordSpan;
  readonly root: number;
  readonly triad: string;
  /** Once a substitution has fixed it. */
  readonly quality?: string;
}

/**
 * The chords of a path as stretches: runs of one state, or with chords by the bar the state that
 * holds most of each bar (the earlier in a tie), cut where a symbol is kept. Outside the range only
 * kept symbols stand.
 */
export function chordSpans(
  beats: readonly Beat[],
  path: ArrayLike<number>,
  kept: readonly ChordSymbol[],
  { per, range }: { readonly per: "beat" | "bar"; readonly range?: BarRange },
): readonly ChordSpan[] {
  const symbols = new Map(kept.map(({ tick, symbol }) => [tick, symbol]));
  const groups: number[][] = [];
  beats.forEach((beat, i) => {
    const before = beats[i - 1];
    const turns = per === "bar" ? before?.bar !== beat.bar : path[i] !== path[i - 1];
    const entersRange = range?.first === beat.bar && before?.bar !== beat.bar;
    if (i === 0 || turns || entersRange || symbols.has(beat.tick)) groups.push([i]);
    else groups.at(-1)?.push(i);
  });
  return groups.flatMap((places): ChordSpan[] => {
    const beat = places[0] as number;
    const { tick, bar } = beats[beat] as Beat;
    const last = beats[places.at(-1) as number] as Beat;
    const symbol = symbols.get(tick);
    const outside = range !== undefined && (bar < range.first || bar > range.last);
    if (outside && symbol === undefined) return [];
    const duration = last.tick + last.duration - tick;
    const state = symbol === undefined ? commonest(places, beats, path) : (path[beat] as number);
    return [{ tick, duration, state, beat, ...(symbol === undefined ? {} : { kept: symbol }) }];
  });
}

function commonest(
  places: readonly number[],
  beats: readonly Beat[],
  path: ArrayLike<number>,
): number {
  const held = new Map<number, Ticks>();
  for (const place of places) {
    const state = path[place] as number;
    held.set(state, (held.get(state) ?? 0) + (beats[place] as Beat).duration);
  }
  const [first] = [...held].sort(([, a], [, b]) => b - a);
  return first?.[0] as number;
}
