import { barTicks, isCompound } from "../../music/bars";
import { TICKS_PER_QUARTER, TICKS_PER_WHOLE, type Meter, type Ticks } from "../../music/score";
import type { Rhythm } from "./style";

/** A beat of a bar: where it starts, how long it is, and in how many it divides. */
export interface Beat {
  readonly at: Ticks;
  readonly length: Ticks;
  readonly divides: 2 | 3;
}

/** A sound of a rhythm, from the start of its bar. */
export interface Hit {
  readonly at: Ticks;
  readonly length: Ticks;
  readonly letter: string;
}

/**
 * The beats of a bar: quarters, dotted quarters in compound metres, and where neither fits (5/8,
 * 7/8) quarters with a longer one at the end.
 */
export function beatsOf(meter: Meter): readonly Beat[] {
  const full = barTicks(meter);
  const unit = TICKS_PER_WHOLE / meter.unit;
  const length = isCompound(meter) ? 3 * unit : TICKS_PER_QUARTER;
  const count = Math.max(1, Math.floor(full / length));
  return Array.from({ length: count }, (_, i): Beat => {
    const at = i * length;
    const last = i === count - 1;
    const own = last ? full - at : length;
    return { at, length: own, divides: isCompound(meter) || own !== length ? 3 : 2 };
  });
}

/**
 * Lays a bar of a rhythm on the beats of a metre. More beats than the rhythm has begin again after
 * its first; in a metre of half or a quarter of its beats it goes on over the bar line, otherwise
 * fewer take its first. Written in halves it is fitted to beats of three, and the other way about,
 * unless it is at home in the metre.
 *
 * @param bar     counted from the start of the piece
 * @param atHome  whether the rhythm was written for this metre
 * @returns hits in order of time, none past the bar's end
 */
export function layOut(
  rhythm: Rhythm,
  bar: number,
  beats: readonly Beat[],
  atHome: boolean,
): readonly Hit[] {
  const words = wordsOf(rhythm, bar, beats.length);
  const hits: { at: Ticks; length: Ticks; letter: string }[] = [];
  let open: { at: Ticks; length: Ticks; letter: string } | undefined;
  beats.forEach((beat, b) => {
    const word = words[b] as string;
    const steps = placesOf(word.length, beat, atHome);
    [...word].forEach((letter, s) => {
      const at = beat.at + (steps[s] as Ticks);
      const end = beat.at + (steps[s + 1] ?? beat.length);
      if (end <= at) return;
      if (letter === "-" && open !== undefined) open.length = end - open.at;
      else if (letter === "." || letter === "-") open = undefined;
      else hits.push((open = { at, length: end - at, letter }));
    });
  });
  return hits;
}

/** The words of a bar, one for each beat; what is held over from the bar before is struck again. */
function wordsOf(rhythm: Rhythm, bar: number, beats: number): readonly string[] {
  const perBar = (rhythm[0] as string).split(" ").length;
  const spans = perBar > beats && perBar % beats === 0 ? perBar / beats : 1;
  const words = (rhythm[Math.floor(bar / spans) % rhythm.length] as string).split(" ");
  const first = (bar % spans) * beats;
  const chosen = Array.from({ length: beats }, (_, b) => {
    const at = first + b;
    return (
      words[at < words.length ? at : 1 + ((at - 1) % (words.length - 1))] ?? (words[0] as string)
    );
  });
  const before = words.slice(0, first).join("").replaceAll("-", "").at(-1);
  const held = before !== undefined && before !== "." && chosen[0]?.startsWith("-");
  return held ? [before + (chosen[0] as string).slice(1), ...chosen.slice(1)] : chosen;
}

/** Where the steps of a word fall in a beat, in ticks; steps that find no place of their own have no length. */
function placesOf(steps: number, { length, divides }: Beat, atHome: boolean): readonly Ticks[] {
  const even = (parts: number): Ticks[] =>
    Array.from({ length: parts }, (_, i) => Math.round((i * length) / parts));
  const fits = steps % divides === 0 || steps === 1;
  if (atHome || fits) return even(steps);
  const grid = even(divides === 3 ? 3 : 4);
  const places = divides === 3 ? [0, 1, 2, 2] : steps === 3 ? [0, 1, 2] : [0, 1, 2, 2, 3, 3];
  const stride = Math.max(1, Math.floor(places.length / steps));
  return Array.from({ length: steps }, (_, s) => {
    const place = places[Math.min(places.length - 1, s * stride)] as number;
    return grid[place] as Ticks;
  });
}
