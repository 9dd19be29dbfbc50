import { referencePitch, type Given } from "./given";
import { lengthMask, soundMask } from "./grammar";
import type { MelodyState } from "./state";
import {
  BAR,
  FIRST_PITCH,
  LENGTHS,
  REST,
  TIE,
  TOKENS,
  isPitch,
  semitonesOf,
  ticksOf,
} from "./vocabulary";

/**
 * What the notes of a tune that we write must keep to, beyond what any tune can do: bars come out
 * exact, and there is nothing that notation would have to bend.
 */
export interface Frame {
  /** 1 for each token that is a pitch in range (and in the scale, if one is kept), [tokens]. */
  readonly pitches: Uint8Array;
  /** 2/4 is written on a doubled grid: its smallest lengths would be hard to read. */
  readonly doubled: boolean;
}

/** MIDI range of the instruments the books were written for: the G string of a fiddle to D6. */
const RANGE = { lowest: 55, highest: 86 };

/** Lengths, in grid ticks, that notation writes as one note without a tuplet. */
const PLAIN = [6, 12, 18, 24, 36, 48, 72, 96, 144];
/** Lengths that come in threes. */
const TRIPLETS = [4, 8, 16];
/** Lengths that come in pairs inside six ticks or twelve: 3 + 3, 9 + 3. */
const SHORT = [3, 9];

/** @param scale pitch classes 0–11 to keep to; all, if left out */
export function frameOf(given: Given, scale?: readonly number[]): Frame {
  const reference = referencePitch(given.key);
  const pitches = Uint8Array.from(TOKENS, (_, token) => {
    const pitch = reference + semitonesOf(token);
    const inRange = isPitch(token) && pitch >= RANGE.lowest && pitch <= RANGE.highest;
    return Number(inRange && (scale === undefined || scale.includes(pitch % 12)));
  });
  return { pitches, doubled: given.meter.beats === 2 && given.meter.unit === 4 };
}

/** Sounds that keep to the frame, inside a bar that is not yet full, [tokens]; at least one. */
export function writableTokens(state: MelodyState, frame: Frame): Uint8Array {
  const mask = soundMask(state);
  for (let token = FIRST_PITCH; token < mask.length; token++) {
    mask[token] = frame.pitches[token] as number;
  }
  const last = state.events.at(-1)?.token;
  const free = openTriplet(state) === 0 && state.position % 6 === 0;
  if (!free || last === REST || state.closed + state.inBar === 0) mask[REST] = 0;
  if (!free || last !== BAR || state.inPickup) mask[TIE] = 0;
  return mask;
}

/**
 * Lengths of a sound that keep to the frame, [lengths]; at least one. Where a bar of another hand
 * ends off our grid, whatever fits.
 *
 * @param room  grid ticks to the end of the bar, > 0
 */
export function writableLengths(
  state: MelodyState,
  token: number,
  frame: Frame,
  room: number,
): Uint8Array {
  const mask = lengthMask(state, token);
  const triplet = openTriplet(state);
  const kept = mask.map((allowed, i) => {
    const ticks = LENGTHS[i] as number;
    return allowed & Number(soundFits(ticks, { token, room, triplet, state, frame }));
  });
  return kept.includes(1) ? kept : fitting(mask, room);
}

/** Those of the lengths that are not longer than the room, in grid ticks. */
export function fitting(lengths: Uint8Array, room: number): Uint8Array {
  return lengths.map((allowed, i) => allowed & Number((LENGTHS[i] as number) <= room));
}

/** Lengths of a pickup, [lengths]: none, or at most half a bar. */
export function writablePickups(state: MelodyState): Uint8Array {
  return Uint8Array.from(LENGTHS, (ticks) => Number(ticks % 6 === 0 && ticks <= state.full / 2));
}

interface Fit {
  readonly token: number;
  readonly room: number;
  /** Length that the open group of three goes on with, 0 when none is open. */
  readonly triplet: number;
  readonly state: MelodyState;
  readonly frame: Frame;
}

function soundFits(ticks: number, { token, room, triplet, state, frame }: Fit): boolean {
  if (ticks > room) return false;
  if (triplet > 0) return ticks === triplet;
  if (state.position % 6 !== 0) return SHORT.includes(ticks);
  if (PLAIN.includes(ticks)) return true;
  if (!isPitch(token) || (frame.doubled && ticks < 6)) return false;
  if (TRIPLETS.includes(ticks)) return 3 * ticks <= room;
  return SHORT.includes(ticks) && !frame.doubled && ticks + 3 <= room;
}

/** Length of the notes of a group of three that is not yet whole, 0 when there is none. */
function openTriplet(state: MelodyState): number {
  let open = 0;
  let count = 0;
  for (const { length } of state.events.slice(state.events.length - state.inBar)) {
    const ticks = ticksOf(length);
    if (count > 0) count = (count + 1) % 3;
    else if (TRIPLETS.includes(ticks)) [open, count] = [ticks, 1];
  }
  return count > 0 ? open : 0;
}
