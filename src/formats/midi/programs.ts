import type { Instrument } from "../../music/score";

/** Channel of percussion in General MIDI, counted from 0. */
export const DRUM_CHANNEL = 9;

/** General MIDI programs, counted from 0, that stand for our instruments in a file. */
const PROGRAMS: Readonly<Record<Exclude<Instrument, "drums">, number>> = {
  piano: 0,
  "electric-piano": 4,
  marimba: 12,
  organ: 19,
  accordion: 21,
  pluck: 24,
  guitar: 25,
  upright: 32,
  bass: 33,
  fiddle: 40,
  strings: 48,
  brass: 61,
  flute: 73,
  pad: 88,
  banjo: 105,
};

/** The first and last program of each group, and what of ours is nearest to it; others are a piano. */
const GROUPS: readonly (readonly [first: number, last: number, nearest: Instrument])[] = [
  [4, 5, "electric-piano"],
  [8, 15, "marimba"],
  [16, 20, "organ"],
  [21, 23, "accordion"],
  [24, 24, "pluck"],
  [25, 31, "guitar"],
  [32, 32, "upright"],
  [33, 39, "bass"],
  [40, 41, "fiddle"],
  [42, 44, "strings"],
  [45, 46, "pluck"],
  [48, 54, "strings"],
  [56, 63, "brass"],
  [64, 79, "flute"],
  [88, 95, "pad"],
  [104, 104, "pluck"],
  [105, 105, "banjo"],
  [106, 107, "pluck"],
  [109, 109, "accordion"],
  [110, 110, "fiddle"],
];

export function programOf(instrument: Instrument): number {
  return instrument === "drums" ? 0 : PROGRAMS[instrument];
}

/** Our nearest instrument to a General MIDI program. */
export function instrumentOf(program: number, channel: number): Instrument {
  if (channel === DRUM_CHANNEL) return "drums";
  const group = GROUPS.find(([first, last]) => program >= first && program <= last);
  return group?.[2] ?? "piano";
}
