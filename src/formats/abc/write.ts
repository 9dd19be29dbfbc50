import { beatTicks } from "../../music/bars";
import { signature, type Letter } from "../../music/key";
import { spell, type SpelledPitch } from "../../music/spelling";
import {
  TICKS_PER_QUARTER,
  TICKS_PER_WHOLE,
  type Bar,
  type Key,
  type Score,
  type Ticks,
} from "../../music/score";
import { lengthText } from "./duration";
import { MODE_SUFFIX } from "./fields";
import { planBars, type Glyph } from "./plan";
import { encodeText } from "./text";
import { breaksOf, wordLines } from "./write-lyrics";

const BARS_A_LINE = 4;

/**
 * One tune in ABC 2.1: the first part's melody (the top note of each onset) with its chord symbols
 * and words, a line of music to each line of the first verse. Bars, pickups, repeats, endings, ties and triplets are kept; velocities and other parts have no
 * place in it.
 *
 * @param number  the tune's `X:`
 */
export function writeAbc(score: Score, number = 1): string {
  const unit = unitOf(score);
  const { key, meter } = score;
  const fields = [
    `X:${number}`,
    ...(encodeText(score.title) === "" ? [] : [`T:${encodeText(score.title)}`]),
    ...(score.type === undefined ? [] : [`R:${encodeText(score.type)}`]),
    `M:${meter.beats}/${meter.unit}`,
    `L:1/${TICKS_PER_WHOLE / unit}`,
    `Q:1/4=${Math.round(score.bpm * 1000) / 1000}`,
    `K:${key.tonic}${MODE_SUFFIX[key.mode]}`,
  ];
  return `${fields.join("\n")}\n${musicLines(score, unit).join("\n")}\n`;
}

/** Several tunes in one file, numbered from 1, an empty line between them. */
export function writeTunebook(scores: readonly Score[]): string {
  return scores.map((score, i) => writeAbc(score, i + 1)).join("\n");
}

/** Lines of music with the words under them: four bars each, or with words a line of theirs. */
function musicLines(score: Score, unit: Ticks): string[] {
  const lines: string[] = [];
  const breaks = breaksOf(score);
  let line = score.bars[0]?.repeatStart ? "|:" : "";
  let onsets: Ticks[] = [];
  let bars = 0;
  let held: Ticks | undefined;
  const end = (): void => {
    lines.push(line.trim(), ...wordLines(score, onsets));
    line = "";
    onsets = [];
    bars = 0;
  };
  planBars(score).forEach((glyphs, i) => {
    const bar = score.bars[i] as Bar;
    line += bar.ending === undefined ? " " : ` [${bar.ending} `;
    const texts = glyphTexts(glyphs, score, bar, unit);
    glyphs.forEach((glyph, g) => {
      line += texts[g] as string;
      const onset = held ?? glyph.tick;
      held = glyph.tied ? onset : undefined;
      if (glyph.pitch === undefined) return;
      onsets.push(onset);
      const inside = glyph.inTriplet === true && glyphs[g + 1]?.inTriplet === true;
      if (g < glyphs.length - 1 && !glyph.tied && !inside && breaks.closes(onset)) end();
    });
    line += ` ${barLine(bar, score.bars[i + 1])}`;
    bars++;
    const last = onsets.at(-1) ?? -1;
    const tied = held !== undefined && (breaks.closes(last) || breaks.open(last));
    const full = bars >= BARS_A_LINE && !breaks.open(last);
    const ends = !tied && (full || breaks.closes(last));
    if (ends || i === score.bars.length - 1) end();
  });
  return lines;
}

function barLine(bar: Bar, next: Bar | undefined): string {
  if (next?.repeatStart) {
    if (bar.repeatEnd) return bar.sectionEnd ? ":|] |:" : "::";
    return bar.sectionEnd ? "||:" : "|:";
  }
  if (bar.repeatEnd) return bar.sectionEnd ? ":|]" : ":|";
  if (bar.sectionEnd) return next === undefined ? "|]" : "||";
  return "|";
}

/** A bar's glyphs, each with a blank before it but where a beam joins it to the one before. */
function glyphTexts(
  glyphs: readonly Glyph[],
  { key, meter }: Score,
  bar: Bar,
  unit: Ticks,
): readonly string[] {
  const accidentals = new WrittenAccidentals(key);
  const beam = Math.max(TICKS_PER_QUARTER, beatTicks(meter));
  return glyphs.map((glyph, i) => {
    const offset = glyph.tick - bar.tick;
    const before = glyphs[i - 1];
    const joined =
      before !== undefined &&
      Math.floor(offset / beam) === Math.floor((before.tick - bar.tick) / beam) &&
      Math.max(glyph.duration, before.duration) < TICKS_PER_QUARTER;
    return (i === 0 || joined ? "" : " ") + glyphText(glyph, accidentals, unit);
  });
}

function glyphText(glyph: Glyph, accidentals: WrittenAccidentals, unit: Ticks): string {
  const symbols = glyph.symbols.map((symbol) => `"${symbol.replace(/["%\n]/g, "")}"`).join("");
  const open =
    glyph.triplet === undefined ? "" : glyph.triplet === 3 ? "(3" : `(3:2:${glyph.triplet}`;
  const name =
    glyph.pitch === undefined ? "z" : accidentals.write(spell(glyph.pitch, accidentals.key));
  const shown = glyph.inTriplet ? glyph.duration * 1.5 : glyph.duration;
  return `${open}${symbols}${name}${lengthText(shown, unit)}${glyph.tied ? "-" : ""}`;
}

/** Writes an accidental wherever a reader could otherwise be in doubt, in any octave of the bar. */
class WrittenAccidentals {
  private readonly signature: Readonly<Record<Letter, number>>;
  private readonly written = new Map<
    Letter,
    { readonly alteration: number; readonly octave: number }
  >();

  constructor(readonly key: Key) {
    this.signature = signature(key);
  }

  write({ letter, alteration, octave }: SpelledPitch): string {
    const before = this.written.get(letter);
    const plain =
      before === undefined
        ? alteration === this.signature[letter]
        : before.alteration === alteration && before.octave === octave;
    if (!plain) this.written.set(letter, { alteration, octave });
    const sign = alteration === 0 ? "=" : (alteration > 0 ? "^" : "_").repeat(Math.abs(alteration));
    return (plain ? "" : sign) + letterText(letter, octave);
  }
}

/** "C," is octave 3, "C" 4, "c" 5, "c'" 6. */
function letterText(letter: Letter, octave: number): string {
  return octave >= 5
    ? letter.toLowerCase() + "'".repeat(octave - 5)
    : letter + ",".repeat(4 - octave);
}

/** A sixteenth when most notes are that short or shorter, else an eighth. */
function unitOf(score: Score): Ticks {
  const notes = score.parts[0]?.notes ?? [];
  const short = notes.filter((note) => note.duration <= TICKS_PER_WHOLE / 16).length;
  return TICKS_PER_WHOLE / (short * 2 > notes.length ? 16 : 8);
}
