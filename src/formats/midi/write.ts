import { writeMidi as writeFile, type MidiEvent } from "midi-file";
import { karaoke } from "../../lyrics/align/karaoke";
import { signatureFifths } from "../../music/key";
import {
  TICKS_PER_QUARTER,
  type ChordSymbol,
  type Note,
  type Part,
  type Score,
  type Ticks,
} from "../../music/score";
import { unfold } from "../../music/unfold";
import { DRUM_CHANNEL, programOf } from "./programs";
import { structureBytes } from "./structure";
import { encodeText } from "./text";

export interface MidiOptions {
  /** Repeats written out, as other programs must have them to play the whole; false keeps the score as it is. */
  readonly unfolded?: boolean;
  /** Lines on who wrote the piece, kept as text events. */
  readonly authorship?: readonly string[];
}

/** An event with its time from the start of the file. */
type Timed = readonly [tick: Ticks, event: MidiEvent];

/**
 * A standard MIDI file, format 1, 480 ticks a quarter: a track of title, authorship, tempo, meter,
 * key and chords (as markers), then a track a part.
 *
 * @see MIDI Association, "Standard MIDI Files 1.0" (RP-001)
 */
export function writeMidi(score: Score, options: MidiOptions = {}): Uint8Array<ArrayBuffer> {
  const sounding = options.unfolded ? unfold(score) : score;
  const tracks = [
    inOrder(conductor(score, sounding.chords, options)),
    ...sounding.parts.map((part, i) => {
      const words = i === 0 ? lyricEvents(score, options) : [];
      return inOrder(partEvents(part, i, words));
    }),
  ];
  const header = { format: 1, numTracks: tracks.length, ticksPerBeat: TICKS_PER_QUARTER } as const;
  return Uint8Array.from(writeFile({ header, tracks }, { running: false }));
}

function conductor(score: Score, chords: readonly ChordSymbol[], options: MidiOptions): Timed[] {
  const { key, meter, bpm } = score;
  const minor = ["minor", "dorian", "phrygian", "locrian"].includes(key.mode);
  const atStart: MidiEvent[] = [
    { deltaTime: 0, type: "trackName", text: encodeText(score.title) },
    ...(options.authorship ?? []).map((line): MidiEvent => ({
      deltaTime: 0,
      type: "text",
      text: encodeText(line),
    })),
    { deltaTime: 0, type: "setTempo", microsecondsPerBeat: Math.round(60e6 / bpm) },
    {
      deltaTime: 0,
      type: "timeSignature",
      numerator: meter.beats,
      denominator: meter.unit,
      metronome: 24,
      thirtyseconds: 8,
    },
    {
      deltaTime: 0,
      type: "keySignature",
      key: Math.max(-7, Math.min(7, signatureFifths(key))),
      scale: minor ? 1 : 0,
    },
  ];
  if (!options.unfolded) {
    atStart.push({ deltaTime: 0, type: "sequencerSpecific", data: structureBytes(score) });
  }
  return [
    ...atStart.map((event): Timed => [0, event]),
    ...chords.map(({ tick, symbol }): Timed => [
      tick,
      { deltaTime: 0, type: "marker", text: encodeText(symbol) },
    ]),
  ];
}

/**
 * The words as lyric events (FF 05) at their notes: with repeats written out those of every verse,
 * else the first verse. A blank parts words, a carriage return ends a line.
 *
 * @see MIDI Association, "Lyric and Display Events" (RP-026)
 */
function lyricEvents(score: Score, { unfolded = false }: MidiOptions): Timed[] {
  if (score.lyrics === undefined) return [];
  const bars = score.bars.map(({ tick, duration }) => ({ tick, duration }));
  const moments = karaoke(unfolded ? score : { ...score, bars });
  return moments.map(({ tick, text, hyphen, line }, i) => {
    const ends = moments[i + 1]?.line !== line;
    const shown = encodeText(text) + (ends ? "\r" : hyphen ? "" : " ");
    return [tick, { deltaTime: 0, type: "lyrics", text: shown }];
  });
}

function partEvents(part: Part, index: number, words: readonly Timed[]): Timed[] {
  // Fifteen channels are free for pitched parts; more parts share them.
  const free = index % 15;
  const pitched = free < DRUM_CHANNEL ? free : free + 1;
  const channel = part.instrument === "drums" ? DRUM_CHANNEL : pitched;
  const notes = part.notes.flatMap((note) => noteEvents(note, channel));
  // At one tick a note ends before the next begins, or a repeated note would be cut off.
  notes.sort(([a, first], [b, second]) => a - b || rank(first) - rank(second));
  const programNumber = programOf(part.instrument);
  return [
    [0, { deltaTime: 0, type: "trackName", text: encodeText(part.name) }],
    [0, { deltaTime: 0, type: "programChange", channel, programNumber }],
    ...[...words, ...notes].sort(([a], [b]) => a - b),
  ];
}

function noteEvents({ pitch, tick, duration, velocity }: Note, channel: number): Timed[] {
  return [
    [tick, { deltaTime: 0, type: "noteOn", channel, noteNumber: pitch, velocity }],
    [tick + duration, { deltaTime: 0, type: "noteOff", channel, noteNumber: pitch, velocity: 64 }],
  ];
}

function rank(event: MidiEvent): number {
  return event.type === "noteOff" ? 0 : 1;
}

/** Absolute times as the steps between events that a track holds, with its end. */
function inOrder(events: readonly Timed[]): MidiEvent[] {
  let last = 0;
  const track = events.map(([tick, event]): MidiEvent => {
    const deltaTime = tick - last;
    last = tick;
    return { ...event, deltaTime };
  });
  return [...track, { deltaTime: 0, type: "endOfTrack" }];
}
