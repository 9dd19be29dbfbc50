import type { Score } from "../../music/score";
import { assign, penaltiesOf, sum } from "./assign";
import { asSounding, asWritten, type Sung } from "./layout";
import type { FitReason } from "./penalties";
import type { Round } from "./round";
import { slotsOf, type Slot } from "./slots";
import { lineSyllables, type ReadLine } from "./spoken";
import type { Stanza } from "./stanzas";
import { stressFit } from "./stress-fit";
import type { LineSyllable } from "./syllable";
import { writeLyrics } from "./write-lyrics";

/** How well a note suits what is sung to it. */
interface NoteFit {
  /** Verse that is sung, from 0, and number of the note among the melody's as it was. */
  readonly verse: number;
  readonly note: number;
  /** 1 with nothing against it; e^−(sum of its penalties). */
  readonly fit: number;
  /** The largest of its penalties. */
  readonly reason: FitReason;
}

interface LineFit {
  readonly row: number;
  readonly text: string;
  readonly syllables: number;
  /** Mean over its notes, 0–1. */
  readonly fit: number;
  readonly notes: readonly NoteFit[];
}

export interface Fitted {
  /** The score with the words, and with notes divided where they had to be. */
  readonly score: Score;
  /** Mean over all notes sung, 0–1. */
  readonly fit: number;
  /** See `stressFit`. */
  readonly stressFit: number;
  readonly lines: readonly LineFit[];
  /** Syllables that are held over more than one note, and notes divided for more than one. */
  readonly melismas: number;
  readonly splits: number;
}

/**
 * Fits words to a melody: each stanza to the melody as written or with its repeats, or all of them
 * to one time through, whichever costs least a syllable. Lines without words are passed over.
 *
 * @returns undefined where there are no notes, no words, or too many words for the notes
 * @throws RangeError when there are more words than any song has
 */
export function fitWords(
  score: Score,
  stanzas: readonly Stanza[],
  read: ReadLine,
): Fitted | undefined {
  const slots = slotsOf(score);
  const written = asWritten(slots);
  const sounding = asSounding(score, slots);
  const orders = ordersOf(score, written, sounding);
  const whole = stanzas.flat();
  const ways = orders.flatMap((sung) => {
    // Verses under a repeat alternate with it: right only where all is repeated together.
    const alternates = sung === written && !inTurn(sounding);
    const parts = stanzas.length > 1 && !alternates ? [stanzas, [whole]] : [[whole]];
    return parts.map((stanza) => rounds(score, slots, sung, stanza, read));
  });
  const found = ways.flatMap((way) => (way === undefined ? [] : [way]));
  if (found.length === 0) return undefined;
  const best = found.reduce((a, b) => (costEach(b) < costEach(a) ? b : a));
  const fits = best.flatMap(linesOf);
  const notes = fits.flatMap((line) => line.notes);
  const starts = best.flatMap(({ assignment }) => assignment);
  return {
    score: writeLyrics(score, slots, best),
    fit: mean(notes.map((note) => note.fit)),
    stressFit: stressFit(best),
    lines: fits,
    melismas: starts.filter((parts, i) => parts > 0 && starts[i + 1] === 0).length,
    splits: starts.filter((parts) => parts > 1).length,
  };
}

/** A melody with other endings has no words as it is written: one ending follows the other. */
function ordersOf(score: Score, written: readonly Sung[], sounding: readonly Sung[]) {
  if (score.bars.some((bar) => bar.ending !== undefined)) return [sounding];
  return sounding.some(({ jump }) => jump) ? [written, sounding] : [written];
}

/** Whether all bars sound once before any sounds again. */
function inTurn(sounding: readonly Sung[]): boolean {
  return sounding.every(({ pass }, i) => pass >= (sounding[i - 1]?.pass ?? 0));
}

function rounds(
  score: Score,
  slots: readonly Slot[],
  sung: readonly Sung[],
  stanzas: readonly Stanza[],
  read: ReadLine,
): readonly Round[] | undefined {
  const perRound = Math.max(0, ...sung.map(({ pass }) => pass)) + 1;
  const found: Round[] = [];
  for (const stanza of stanzas) {
    const set = stanza.map((line) => ({ line, syllables: lineSyllables(line.text, read) }));
    const spoken = set.filter(({ syllables }) => syllables.length > 0);
    if (spoken.length === 0) continue;
    const setting = {
      meter: score.meter,
      syllables: spoken.flatMap(({ syllables }) => syllables),
      slots: sung.map(({ slot }) => slots[slot] as Slot),
      jumps: sung.map(({ jump }) => jump),
    };
    const assignment = assign(setting);
    if (assignment === undefined) return undefined;
    const lines = spoken.map(({ line }) => line);
    found.push({ setting, sung, verse: found.length * perRound, lines, assignment });
  }
  return found.length > 0 ? found : undefined;
}

function costEach(way: readonly Round[]): number {
  const total = way.map(({ setting, assignment }) => sum(penaltiesOf(setting, assignment).flat()));
  const syllables = way.map(({ setting }) => setting.syllables.length);
  return add(total) / add(syllables);
}

function linesOf({ setting, sung, verse, lines, assignment }: Round): LineFit[] {
  const penalties = penaltiesOf(setting, assignment);
  const notes: NoteFit[][] = lines.map(() => []);
  const counts = lines.map(() => 0);
  let line = 0;
  let begun = 0;
  assignment.forEach((parts, n) => {
    const { slot, pass } = sung[n] as Sung;
    const here = penalties[n] ?? [];
    const worst = here.reduce((a, b) => (b[1] > a[1] ? b : a), ["good", 0.05] as const);
    for (let i = 0; i < parts; i++) {
      if (begun > 0 && (setting.syllables[begun - 1] as LineSyllable).lineEnd) line++;
      counts[line] = (counts[line] ?? 0) + 1;
      begun++;
    }
    const fit = Math.exp(-sum(here));
    notes[line]?.push({ verse: verse + pass, note: slot, fit, reason: worst[0] });
  });
  return lines.map(({ row, text }, i) => ({
    row,
    text,
    syllables: counts[i] ?? 0,
    fit: mean((notes[i] ?? []).map((note) => note.fit)),
    notes: notes[i] ?? [],
  }));
}

function add(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : add(values) / values.length;
}
