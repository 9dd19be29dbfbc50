import { referencePitch, type Given } from "./given";
import { lengthMask, tokenMask } from "./grammar";
import type { MelodyState } from "./state";
import {
  BAR,
  END,
  END_REPEAT,
  FIRST_PITCH,
  LENGTHS,
  REST,
  TIE,
  TOKENS,
  endingOf,
  isBar,
  isPitch,
  opensSection,
  semitonesOf,
  ticksOf,
} from "./vocabulary";

/**
 * What a tune that we write must keep to, beyond what any tune can do. The form is then exact by
 * construction: every bar full, or a pickup with the close that completes it; sections of eight
 * bars (of four, where the tune is no multiple of eight); as many bars as were asked for; nothing that notation would have to bend.
 */
export interface Frame {
  /** Full bars in all, ≥ 1. */
  readonly bars: number;
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
/** Bars that a section is made of, where the whole tune is; else half of that. */
const BARS_IN_SECTION = 8;
/** Natural logarithm of the odds that a tonic gains in the last two thirds of the last bar. */
const CADENCE_BIAS = 2;

/** @param scale pitch classes 0–11 to keep to; all, if left out */
export function frameOf(given: Given, bars: number, scale?: readonly number[]): Frame {
  const reference = referencePitch(given.key);
  const pitches = Uint8Array.from(TOKENS, (_, token) => {
    const pitch = reference + semitonesOf(token);
    const inRange = isPitch(token) && pitch >= RANGE.lowest && pitch <= RANGE.highest;
    return Number(inRange && (scale === undefined || scale.includes(pitch % 12)));
  });
  return { bars, pitches, doubled: given.meter.beats === 2 && given.meter.unit === 4 };
}

/** Tokens that keep to the frame, [tokens]; at least one. */
export function writableTokens(state: MelodyState, frame: Frame): Uint8Array {
  const mask = tokenMask(state);
  if (state.events.length === 0) return mask;
  const end = barEnd(state, frame);
  const atEnd = state.position === end;
  const isLast = lastBar(state, frame);
  for (let token = BAR; token < FIRST_PITCH; token++) {
    if (!isBar(token) && token !== END && token !== END_REPEAT) continue;
    const plain = token === BAR;
    const section = opensSection(token) && endingOf(token) === 0 && sectionMayClose(state, frame);
    const allowed = isLast ? atEnd && !isBar(token) : plain || section;
    if (!allowed) mask[token] = 0;
  }
  const full = atEnd ? 0 : 1;
  for (let token = FIRST_PITCH; token < mask.length; token++) {
    mask[token] = full & (frame.pitches[token] as number);
  }
  const last = state.events.at(-1)?.token;
  const free = !atEnd && openTriplet(state) === 0 && state.position % 6 === 0;
  if (!free || last === REST || state.closed + state.inBar === 0) mask[REST] = 0;
  if (!free || last !== BAR || state.inPickup) mask[TIE] = 0;
  return mask;
}

/** Lengths of a token that keep to the frame, [lengths]; at least one. */
export function writableLengths(state: MelodyState, token: number, frame: Frame): Uint8Array {
  const mask = lengthMask(state, token);
  if (opensSection(token)) {
    return mask.map((allowed, i) => allowed & Number(pickupFits(ticksOf(i), state)));
  }
  const room = barEnd(state, frame) - state.position;
  const triplet = openTriplet(state);
  return mask.map((allowed, i) => {
    const ticks = LENGTHS[i] as number;
    return allowed & Number(soundFits(ticks, { token, room, triplet, state, frame }));
  });
}

/**
 * Toward an end on the tonic: what is added to each token's logit, [tokens]; undefined where the
 * tune is not about to end. People end four tunes in five there; sampling wanders off more often.
 */
export function cadenceBias(state: MelodyState, frame: Frame): Float32Array | undefined {
  const room = barEnd(state, frame) - state.position;
  if (!lastBar(state, frame) || room > (2 * state.full) / 3) return undefined;
  return Float32Array.from(TOKENS, (_, token) =>
    isPitch(token) && semitonesOf(token) % 12 === 0 ? CADENCE_BIAS : 0,
  );
}

/** Where the bar must end: full, but the tune's last bar leaves room for its pickup. */
function barEnd(state: MelodyState, frame: Frame): number {
  return lastBar(state, frame) ? state.full - state.pickup : state.full;
}

function lastBar(state: MelodyState, frame: Frame): boolean {
  return !state.inPickup && state.closed === frame.bars - 1;
}

/** A section closes on whole groups of bars, where its own pickup completes the bar. */
function sectionMayClose(state: MelodyState, frame: Frame): boolean {
  const isWhole = frame.bars % BARS_IN_SECTION === 0 && frame.bars > BARS_IN_SECTION;
  const group = isWhole ? BARS_IN_SECTION : BARS_IN_SECTION / 2;
  return (
    !state.inPickup &&
    state.position === state.full - state.pickup &&
    (state.sectionBars + 1) % group === 0 &&
    frame.bars - state.closed - 1 >= group
  );
}

/** The first pickup is at most half a bar; every section after it has the same. */
function pickupFits(ticks: number, state: MelodyState): boolean {
  if (state.events.length > 0) return ticks === state.pickup;
  return ticks % 6 === 0 && ticks <= state.full / 2;
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
  if (triplet > 0) return ticks === triplet;
  if (ticks > room) return false;
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
