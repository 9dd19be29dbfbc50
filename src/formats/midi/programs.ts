import type { Instrument } from "../../music/score";

/** Channel of percussion in General MIDI, counted from 0. */
export const DRUM_CHANNEL = 9;

/** General MIDI programs, counted from 0, that stand for our instruments in a file. */
const PROGRAMS: Readonly<Record<Exclude<Instrument, "drums">, number>> = {
  piano: 0,
  bass: 32,
  pluck: 24,
  pad: 88,
};

export function programOf(instrument: Instrument): number {
  return instrument === "drums" ? 0 : PROGRAMS[instrument];
}

/** Our nearest instrument to a General MIDI program. */
export function instrumentOf(program: number, channel: number): Instrument {
  if (channel === DRUM_CHANNEL) return "drums";
  if (program >= 32 && program <= 39) return "bass";
  if (
    (program >= 24 && program <= 31) ||
    program === 45 ||
    program === 46 ||
    (program >= 104 && program <= 107)
  ) {
    return "pluck";
  }
  return program >= 88 && program <= 95 ? "pad" : "piano";
}
