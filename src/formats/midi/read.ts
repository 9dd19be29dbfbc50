import { parseMidi as parseFile, type MidiData, type MidiEvent } from "midi-file";
import { fault, ok, type Result } from "../../base/result";
import { barTicks, writtenTicks } from "../../music/bars";
import { isChordSymbol } from "../../music/chord-symbol";
import {
  TICKS_PER_QUARTER,
  type Bar,
  type ChordSymbol,
  type Key,
  type Meter,
  type Part,
  type Score,
  type Ticks,
} from "../../music/score";
import { readParts, type TimedEvent } from "./parts";
import { readStructure, type Structure } from "./structure";
import { decodeText } from "./text";

/** Limits that no piece comes near. */
const MAX_BYTES = 8 * 2 ** 20;
const MAX_TICKS: Ticks = 4_000 * 1_920;

/** Tonics by the number of sharps, from −7 to 7. */
const MAJOR_TONICS = "Cb Gb Db Ab Eb Bb F C G D A E B F# C#".split(" ");
const MINOR_TONICS = "Ab Eb Bb F C G D A E B F# C# G# D# A#".split(" ");

/**
 * Reads a standard MIDI file: one part a track and channel. A file of ours gives back its score
 * exactly; of others the first tempo, meter and key are kept, and bars are counted from the start.
 */
export function parseMidi(bytes: Uint8Array): Result<Score> {
  if (bytes.length > MAX_BYTES) return fault("The MIDI file is larger than 8 MB.");
  let file: MidiData;
  try {
    file = parseFile(bytes);
  } catch {
    return fault("This is not a MIDI file, or it is cut short.", { byte: 1 });
  }
  const perBeat = file.header.ticksPerBeat;
  if (perBeat === undefined || perBeat < 1) {
    return fault("The MIDI file counts time in film frames, which cannot be read.", { byte: 13 });
  }
  const tracks = file.tracks.map((track) => timed(track, TICKS_PER_QUARTER / perBeat));
  const all = tracks.flat();
  if (all.some(({ tick }) => !(tick <= MAX_TICKS))) {
    return fault("The MIDI file is longer than 4,000 bars, or spoiled.");
  }
  const parts = readParts(tracks);
  if (!parts.some((part) => part.notes.length > 0)) return fault("The MIDI file has no notes.");
  return ok(assemble(all, parts));
}

function assemble(all: readonly TimedEvent[], parts: readonly Part[]): Score {
  const end = parts
    .flatMap(({ notes }) => notes)
    .reduce((last, note) => Math.max(last, note.tick + note.duration), 0);
  const meter = meterOf(all);
  const structure = structureOf(all, end);
  return {
    title: decodeText(first(all, "trackName")?.text ?? ""),
    ...(structure?.type === undefined ? {} : { type: structure.type }),
    key: structure?.key ?? keyOf(all),
    meter,
    bpm: structure?.bpm ?? bpmOf(all),
    bars: structure?.bars ?? fullBars(meter, end),
    parts,
    chords: structure?.chords ?? chordsOf(all),
  };
}

/** Our own structure, as long as the notes still fit it. */
function structureOf(all: readonly TimedEvent[], end: Ticks): Structure | undefined {
  const data = first(all, "sequencerSpecific")?.data;
  const found = data === undefined ? undefined : readStructure(data);
  return found !== undefined && writtenTicks(found) >= end ? found : undefined;
}

function timed(track: readonly MidiEvent[], scale: number): TimedEvent[] {
  let ticks = 0;
  return track.map((event) => {
    ticks += event.deltaTime;
    return { tick: Math.round(ticks * scale), event };
  });
}

function first<T extends MidiEvent["type"]>(
  all: readonly TimedEvent[],
  type: T,
): Extract<MidiEvent, { type: T }> | undefined {
  const found = all.find(({ event }) => event.type === type)?.event;
  return found as Extract<MidiEvent, { type: T }> | undefined;
}

function bpmOf(all: readonly TimedEvent[]): number {
  const bpm = 60e6 / (first(all, "setTempo")?.microsecondsPerBeat ?? 500_000);
  return Math.min(400, Math.max(20, Math.round(bpm * 100) / 100));
}

function meterOf(all: readonly TimedEvent[]): Meter {
  const sign = first(all, "timeSignature");
  const sane =
    sign !== undefined && sign.numerator >= 1 && sign.numerator <= 64 && sign.denominator <= 64;
  return sane ? { beats: sign.numerator, unit: sign.denominator } : { beats: 4, unit: 4 };
}

function keyOf(all: readonly TimedEvent[]): Key {
  const sign = first(all, "keySignature");
  const minor = sign?.scale === 1;
  const tonics = minor ? MINOR_TONICS : MAJOR_TONICS;
  return { tonic: tonics[(sign?.key ?? 0) + 7] ?? "C", mode: minor ? "minor" : "major" };
}

function chordsOf(all: readonly TimedEvent[]): ChordSymbol[] {
  return all.flatMap(({ tick, event }) => {
    const symbol = event.type === "marker" ? decodeText(event.text) : "";
    return isChordSymbol(symbol) ? [{ tick, symbol }] : [];
  });
}

function fullBars(meter: Meter, end: Ticks): Bar[] {
  const duration = barTicks(meter);
  return Array.from({ length: Math.max(1, Math.ceil(end / duration)) }, (_, i) => ({
    tick: i * duration,
    duration,
  }));
}
