import type { MidiEvent } from "midi-file";
import type { Note, Part, Ticks } from "../../music/score";
import { instrumentOf } from "./programs";
import { decodeText } from "./text";

/** An event with its time from the start of the file, in ticks of the score. */
export interface TimedEvent {
  readonly tick: Ticks;
  readonly event: MidiEvent;
}

/** Most notes read from one file. */
const MAX_NOTES = 200_000;

interface Voice {
  name: string;
  program: number;
  readonly channel: number;
  readonly notes: Note[];
  /** Sounding notes by pitch, the one begun first at the front. */
  readonly open: Map<number, { readonly tick: Ticks; readonly velocity: number }[]>;
}

/**
 * The parts of a file's tracks, one for each channel that a track names. A note that never ends is
 * left out; one that ends where it begins lasts a tick.
 */
export function readParts(tracks: readonly (readonly TimedEvent[])[]): Part[] {
  let notes = 0;
  return tracks.flatMap((track) => {
    const voices = new Map<number, Voice>();
    let name = "";
    for (const { tick, event } of track) {
      if (event.type === "trackName") name = decodeText(event.text);
      if (!("channel" in event) || event.type === "channelPrefix") continue;
      const known = voices.get(event.channel);
      const voice = known ?? {
        name,
        program: 0,
        channel: event.channel,
        notes: [],
        open: new Map(),
      };
      voices.set(event.channel, voice);
      if (event.type === "programChange") voice.program = event.programNumber;
      else if (event.type === "noteOn" && event.velocity > 0) {
        if (notes++ < MAX_NOTES) begin(voice, event.noteNumber, tick, event.velocity);
      } else if (event.type === "noteOff" || event.type === "noteOn") {
        end(voice, event.noteNumber, tick);
      }
    }
    return [...voices.values()].map(toPart);
  });
}

function begin(voice: Voice, pitch: number, tick: Ticks, velocity: number): void {
  const open = voice.open.get(pitch) ?? [];
  open.push({ tick, velocity });
  voice.open.set(pitch, open);
}

function end(voice: Voice, pitch: number, tick: Ticks): void {
  const begun = voice.open.get(pitch)?.shift();
  if (begun === undefined) return;
  const { velocity } = begun;
  const duration = Math.max(1, tick - begun.tick);
  const sane = pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127;
  if (sane) voice.notes.push({ pitch, tick: begun.tick, duration, velocity });
}

function toPart(voice: Voice): Part {
  const notes = voice.notes.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  return { name: voice.name, instrument: instrumentOf(voice.program, voice.channel), notes };
}
