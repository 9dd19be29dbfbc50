import type { Guide } from "../melody/guide";
import { cadences } from "../melody/cadence";
import { overChords, type ChordAt } from "../melody/chord-guide";
import { gridOf } from "../melody/given";
import { fresh, seams } from "../melody/plan-guides";
import { isPitch, semitonesOf } from "../melody/vocabulary";
import { nearTo, sameContour, sameRhythm, type Source } from "./guides";
import type { Opened } from "./opened";
import { rewriteBars, type Rewriting } from "./rewriting";

/** How much new notes lean to the chords that stand over them. */
const LEAN = 0.5;

/** A change of some bars of a tune; `amount` 0–1 where it has one. */
export type Inside =
  | { readonly kind: "infill" | "rhythm" | "contour" | "chords" }
  | { readonly kind: "vary"; readonly amount: number };

/** The bars that are new, written as the change says. @param seed  of one draft */
export function changeInside(
  opened: Opened,
  change: Inside,
  isNew: (bar: number) => boolean,
  seed: number,
): Rewriting {
  const source = sourceIn(opened);
  const chordAt = chordsOf(opened);
  const kept = closesOf(opened);
  const close = cadences((bar) => (isNew(bar) ? kept(bar) : undefined));
  const lead = seams((bar) => (isNew(bar) ? undefined : opened.sounds[bar]));
  const chords = overChords(opened.given, chordAt, change.kind === "chords" ? 1 : LEAN);
  const guides: Readonly<Record<Inside["kind"], () => readonly Guide[]>> = {
    infill: () => [close, fresh(() => undefined), lead, chords],
    chords: () => [close, lead, chords],
    rhythm: () => [sameRhythm(source), chords],
    contour: () => [sameContour(source), chords],
    vary: () => [nearTo(source, change.kind === "vary" ? change.amount : 1, seed), chords],
  };
  return rewriteBars(opened, isNew, guides[change.kind]());
}

/** The tune's own bars, each as its own model. */
export function sourceIn({ layout, sounds }: Opened): Source {
  return (bar) => {
    const laid = layout.bars[bar];
    const here = sounds[bar];
    return laid && here && { sounds: here, from: laid.from };
  };
}

/** The symbols of a score by bar and place. */
function chordsOf({ score, given, layout }: Opened): ChordAt {
  const { scoreTicks } = gridOf(given.meter);
  return (bar, position) => {
    const from = layout.bars[bar]?.from ?? 0;
    const tick = (score.bars[bar]?.tick ?? 0) + (position - from) * scoreTicks;
    return score.chords.findLast((chord) => chord.tick <= tick)?.symbol;
  };
}

/** Bars at the end of a section that end on the tonic. */
export function closesOf({ score, sounds }: Opened): (bar: number) => "tonic" | undefined {
  return (bar) => {
    const { repeatEnd, sectionEnd } = score.bars[bar] ?? {};
    const last = sounds[bar]?.findLast(({ token }) => isPitch(token));
    const closes = repeatEnd === true || sectionEnd === true || bar === sounds.length - 1;
    const onTonic = last !== undefined && semitonesOf(last.token) % 12 === 0;
    return closes && onTonic ? "tonic" : undefined;
  };
}
