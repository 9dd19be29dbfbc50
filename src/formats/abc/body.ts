import { fault, ok, type Result } from "../../base/result";
import { barTicks, isCompound } from "../../music/bars";
import { isChordSymbol } from "../../music/chord-symbol";
import type { Meter, Pitch, Ticks } from "../../music/score";
import { parseKey, parseMeter, parseUnit, type KeyField } from "./fields";
import { LyricBlocks } from "./lyrics";
import { Accidentals } from "./pitches";
import { Timeline } from "./timeline";
import { tokenize, type Fraction, type NoteToken, type Token } from "./tokens";

/** Limits that no tune comes near and that keep a hostile file small. */
const MAX_BARS = 4_000;
const MAX_TICKS: Ticks = 2 ** 31;

/** What the fields before the music say. */
export interface BodySettings {
  readonly key: KeyField;
  readonly meter: Meter;
  readonly unit: Ticks;
}

interface Tie {
  readonly letter: string;
  readonly octave: number;
  readonly pitch: Pitch;
}

/**
 * Reads the music of one tune, a line at a time. Of several voices the first is read; of a chord
 * of notes the top one; grace notes, decorations and overlays do not sound.
 */
export class BodyReader {
  readonly timeline = new Timeline();
  readonly lyrics = new LyricBlocks();
  private readonly accidentals: Accidentals;
  private meter: Meter;
  private unit: Ticks;
  private tie: Tie | undefined;
  private tuplet = { factor: 1, left: 0 };
  private broken = 1;
  private voice: string | undefined;
  private muted = false;
  private overlaid = false;

  constructor(settings: BodySettings) {
    this.accidentals = new Accidentals(settings.key);
    this.meter = settings.meter;
    this.unit = settings.unit;
  }

  /** @returns the fault that stops the tune, with its row and column */
  line(text: string, row: number): Result<undefined> {
    const from = this.timeline.headCount;
    for (const token of tokenize(text)) {
      const problem = this.token(token);
      if (problem !== undefined) return fault(problem, { row, column: token.column });
      if (this.timeline.bars.length > MAX_BARS || this.timeline.lengthTicks > MAX_TICKS) {
        return fault(`The tune is longer than ${MAX_BARS} bars.`, { row, column: token.column });
      }
    }
    this.lyrics.music(from, this.timeline.headCount);
    return ok(undefined);
  }

  /** A field on a line of its own, or in brackets; fields that do not change the music pass. */
  field(name: string, text: string): string | undefined {
    if (name === "V") {
      const voice = text.trim().split(/\s+/)[0] ?? "";
      this.voice ??= this.timeline.inBar || this.timeline.bars.length > 0 ? "" : voice;
      this.muted = voice !== this.voice;
      return undefined;
    }
    if (this.muted) return undefined;
    if (name === "w") this.lyrics.words(text);
    else if (name === "+") this.lyrics.more(text);
    else if (name === "K") {
      const key = parseKey(text);
      if (key === undefined) return `"${text.trim()}" is not a key.`;
      this.accidentals.key(key);
    } else if (name === "M") {
      const meter = parseMeter(text);
      if (meter === undefined) return `"${text.trim()}" is not a meter.`;
      if (meter !== "free") this.meter = meter;
    } else if (name === "L") {
      const unit = parseUnit(text);
      if (unit === undefined) return `"${text.trim()}" is not a note length.`;
      this.unit = unit;
    }
    return undefined;
  }

  private token(token: Token): string | undefined {
    if (token.kind === "field") return this.field(token.name, token.text);
    if (this.muted) return undefined;
    if (token.kind === "bar") return this.bar(token);
    if (token.kind === "overlay") this.overlaid = true;
    if (this.overlaid) return undefined;
    switch (token.kind) {
      case "note":
        return this.note(token.length, [token], token.tied);
      case "chord":
        return this.note(chordLength(token.length, token.notes), token.notes, token.tied);
      case "rest":
        return this.advance(token.length);
      case "bars-rest":
        return this.restBars(token.count);
      case "ending":
        return this.ending(token.text);
      case "broken":
        return this.breakRhythm(token.sign, token.count);
      case "tuplet":
        return this.openTuplet(token.notes, token.time, token.span);
      case "symbol":
        if (isChordSymbol(token.text)) this.timeline.symbol(token.text);
        return undefined;
      case "unknown":
        return `"${token.text}" is not ABC music.`;
      default:
        return undefined;
    }
  }

  private bar(token: Token & { kind: "bar" }): undefined {
    this.timeline.close(token);
    this.accidentals.bar();
    this.overlaid = false;
    this.broken = 1;
    if (token.repeatStart) this.timeline.openRepeat();
    return undefined;
  }

  private note(length: Fraction, notes: readonly NoteToken[], tied: boolean): string | undefined {
    const sounding = notes.map((note) => ({
      note,
      pitch: this.heldPitch(note) ?? this.accidentals.pitch(note) ?? -1,
    }));
    if (sounding.some(({ pitch }) => pitch < 0)) return "A note is outside the range of MIDI.";
    const { note, pitch } = sounding.reduce((a, b) => (b.pitch > a.pitch ? b : a));
    const problem = this.advance(length, pitch, this.tie?.pitch === pitch);
    this.tie = tied ? { letter: note.letter, octave: note.octave, pitch } : undefined;
    return problem;
  }

  /** A note tied over a bar line keeps the accidental of the bar before. */
  private heldPitch(note: NoteToken): Pitch | undefined {
    const same = note.letter === this.tie?.letter && note.octave === this.tie.octave;
    return same && note.alteration === undefined ? this.tie?.pitch : undefined;
  }

  private advance([over, under]: Fraction, pitch?: Pitch, held = false): string | undefined {
    const inTuplet = this.tuplet.left > 0;
    const factor = this.broken * (inTuplet ? this.tuplet.factor : 1);
    const ticks = ((this.unit * over) / under) * factor;
    if (!(ticks >= 1) || ticks > MAX_TICKS) return "A note's length is nothing or far too long.";
    if (inTuplet) this.tuplet.left--;
    this.broken = 1;
    if (pitch === undefined) this.tie = undefined;
    this.timeline.add(ticks, pitch, held);
    return undefined;
  }

  private restBars(count: number): string | undefined {
    if (count < 1 || count > MAX_BARS) return `A rest of ${count} bars cannot be.`;
    this.tie = undefined;
    for (let bar = 0; bar < count; bar++) {
      if (bar > 0) this.timeline.close({});
      this.timeline.add(barTicks(this.meter));
    }
    return undefined;
  }

  private ending(text: string): string | undefined {
    const first = Number(/^\d+/.exec(text)?.[0]);
    if (first !== 1 && first !== 2) return "Only first and second endings can be read.";
    this.timeline.close({});
    this.timeline.openEnding(first);
    return undefined;
  }

  private breakRhythm(sign: ">" | "<", count: number): string | undefined {
    const short = 0.5 ** count;
    const [before, after] = sign === ">" ? [2 - short, short] : [short, 2 - short];
    if (!this.timeline.stretchLast(before)) return `"${sign}" needs a note before it.`;
    this.broken = after;
    return undefined;
  }

  private openTuplet(notes: number, time: number | undefined, span: number): string | undefined {
    const usual = [0, 0, 3, 2, 3, 0, 2, 0, 3, 0][notes];
    const within = time ?? (usual === 0 ? (isCompound(this.meter) ? 3 : 2) : usual);
    if (notes < 2 || notes > 64 || within === undefined || within < 1 || span < 1) {
      return "This tuplet cannot be read.";
    }
    this.tuplet = { factor: within / notes, left: span };
    return undefined;
  }
}

/** A chord lasts as long as its first note, times the length after its bracket. */
function chordLength([over, under]: Fraction, notes: readonly NoteToken[]): Fraction {
  const [ownOver, ownUnder] = notes[0]?.length ?? [1, 1];
  return [over * ownOver, under * ownUnder];
}
