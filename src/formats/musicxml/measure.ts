import { barTicks } from "../../music/bars";
import {
  TICKS_PER_QUARTER,
  type Bar,
  type ChordSymbol,
  type Meter,
  type Note,
  type Ticks,
} from "../../music/score";
import { LETTER_SEMITONES, type Letter } from "../../music/key";
import { readHarmony } from "./harmony";
import { child, numberAt, textAt, type XmlNode } from "./tree";

/** A lyric as it stands at a note. */
export interface ReadLyric {
  readonly tick: Ticks;
  readonly lyric: XmlNode;
}

type Signs = { -readonly [Sign in keyof Bar]?: Bar[Sign] };

/** MusicXML gives no velocity to most notes. */
const VELOCITY = 80;
const MAX_TICKS: Ticks = 2 ** 31;

/** Reads the measures of a part, one after the other. */
export class PartReader {
  readonly bars: Bar[] = [];
  readonly notes: Note[] = [];
  readonly chords: ChordSymbol[] = [];
  readonly lyrics: ReadLyric[] = [];
  meter: Meter | undefined;
  bpm: number | undefined;
  private divisions = 1;
  private barStart: Ticks = 0;
  /** In ticks from the bar's start, not yet rounded. */
  private time = 0;
  private longest = 0;
  private last = 0;

  /** @returns what is wrong with it, or undefined */
  measure(measure: XmlNode): { readonly message: string; readonly row: number } | undefined {
    this.time = this.longest = this.last = 0;
    const signs: Signs = {};
    for (const node of measure.children) {
      const problem = this.element(node, signs);
      if (problem !== undefined) return { message: problem, row: node.row };
      this.longest = Math.max(this.longest, this.time);
    }
    const full = barTicks(this.meter ?? { beats: 4, unit: 4 });
    const duration = Math.max(1, Math.round(this.longest === 0 ? full : this.longest));
    this.bars.push({ tick: this.barStart, duration, ...signs });
    this.barStart += duration;
    if (this.barStart > MAX_TICKS) return { message: "The piece is too long.", row: measure.row };
    return undefined;
  }

  private element(node: XmlNode, signs: Signs): string | undefined {
    switch (node.name) {
      case "attributes":
        return this.attributes(node);
      case "note":
        return this.note(node);
      case "backup":
      case "forward": {
        const ticks = this.ticks(node) * (node.name === "backup" ? -1 : 1);
        this.time = Math.max(0, this.time + ticks);
        return undefined;
      }
      case "harmony": {
        const symbol = readHarmony(node);
        const tick = Math.round(this.barStart + this.time);
        if (symbol !== undefined) this.chords.push({ tick, symbol });
        return undefined;
      }
      case "direction":
      case "sound": {
        const sound = node.name === "sound" ? node : child(node, "sound");
        const bpm = Number(sound?.attributes.get("tempo") ?? Number.NaN);
        if (bpm > 0) this.bpm ??= bpm;
        return undefined;
      }
      case "barline":
        this.barline(node, signs);
        return undefined;
      default:
        return undefined;
    }
  }

  private attributes(node: XmlNode): string | undefined {
    const divisions = numberAt(node, "divisions");
    if (divisions !== undefined && !(divisions > 0 && divisions <= 16_383)) {
      return `Divisions of ${divisions} cannot be.`;
    }
    this.divisions = divisions ?? this.divisions;
    const time = child(node, "time");
    if (time === undefined || child(time, "senza-misura") !== undefined) return undefined;
    const beats = textAt(time, "beats")
      .split("+")
      .reduce((sum, part) => sum + Number(part), 0);
    const unit = numberAt(time, "beat-type") ?? 0;
    const sane = Number.isInteger(beats) && beats >= 1 && beats <= 64;
    if (!sane || ![1, 2, 4, 8, 16, 32, 64].includes(unit)) return "This time cannot be read.";
    this.meter ??= { beats, unit };
    return undefined;
  }

  private note(node: XmlNode): string | undefined {
    if (child(node, "grace") !== undefined) return undefined;
    const duration = this.ticks(node);
    if (!(duration >= 0 && duration <= MAX_TICKS))
      return "A note has no duration, or none that can be.";
    const start = child(node, "chord") === undefined ? this.time : this.last;
    this.last = start;
    this.time = Math.max(this.time, start + duration);
    const pitch = pitchOf(child(node, "pitch"));
    if (pitch === undefined || duration === 0) return undefined;
    if (!(Number.isInteger(pitch) && pitch >= 0 && pitch <= 127)) {
      return "A note is outside the range of MIDI.";
    }
    const tick = Math.round(this.barStart + start);
    const end = Math.max(tick + 1, Math.round(this.barStart + start + duration));
    const ties = node.children.filter(({ name }) => name === "tie");
    const held = ties.some((tie) => tie.attributes.get("type") === "stop");
    const before = held
      ? this.notes.findLastIndex((one) => one.pitch === pitch && one.tick + one.duration === tick)
      : -1;
    if (before >= 0) {
      const note = this.notes[before] as Note;
      this.notes[before] = { ...note, duration: end - note.tick };
      return undefined;
    }
    this.notes.push({ pitch, tick, duration: end - tick, velocity: VELOCITY });
    const lyrics = node.children.filter(({ name }) => name === "lyric");
    this.lyrics.push(...lyrics.map((lyric) => ({ tick, lyric })));
    return undefined;
  }

  private barline(node: XmlNode, signs: Signs): void {
    const direction = child(node, "repeat")?.attributes.get("direction");
    if (direction === "forward") signs.repeatStart = true;
    if (direction === "backward") signs.repeatEnd = true;
    const style = textAt(node, "bar-style");
    const left = node.attributes.get("location") === "left";
    if (!left && direction === undefined && /^light-(light|heavy)$/.test(style)) {
      signs.sectionEnd = true;
    }
    const ending = child(node, "ending");
    const first = Number.parseInt(ending?.attributes.get("number") ?? "", 10);
    if (ending?.attributes.get("type") !== "start" || (first !== 1 && first !== 2)) return;
    signs.ending = first;
  }

  private ticks(node: XmlNode): number {
    return ((numberAt(node, "duration") ?? Number.NaN) * TICKS_PER_QUARTER) / this.divisions;
  }
}

function pitchOf(node: XmlNode | undefined): number | undefined {
  const step = textAt(node, "step");
  if (!/^[A-G]$/.test(step)) return undefined;
  const octave = numberAt(node, "octave") ?? Number.NaN;
  const alter = Math.round(numberAt(node, "alter") ?? 0);
  return 12 * (octave + 1) + LETTER_SEMITONES[step as Letter] + alter;
}
