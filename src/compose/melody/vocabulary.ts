/*
 * The alphabet of a melody: tokens, and lengths that go with them. The exact description is
 * docs/formats/melody-events.md; training/melody/events.py says the same for the trainer.
 */

/** One step of a tune: a token, and the index of its length in LENGTHS (−1 where it has none). */
export interface MelodyEvent {
  readonly token: number;
  readonly length: number;
}

const BAR_LINES = ["|", "||", ":|", "|:", "::"].flatMap((kind) => [kind, `${kind}1`, `${kind}2`]);

/** Semitones from the reference pitch of the lowest and highest pitch token. */
export const LOWEST = -21;
export const HIGHEST = 31;

/** Token 0 is no token: among the inputs it says that nothing is there; it is never written. */
export const TOKENS: readonly string[] = [
  "none",
  "rest",
  "tie",
  ...BAR_LINES,
  "end",
  "end:|",
  ...Array.from({ length: HIGHEST - LOWEST + 1 }, (_, i) => String(LOWEST + i)),
];

export const REST = 1;
export const TIE = 2;
/** The plain bar line, and the first and last of all that are bar lines. */
export const BAR = 3;
const LAST_BAR = 17;
export const END = 18;
export const END_REPEAT = 19;
export const FIRST_PITCH = 20;

/** Lengths in grid ticks, 96 to a whole note; 0 is only the absence of a pickup. */
export const LENGTHS: readonly number[] = [
  0, 1, 2, 3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24, 30, 32, 36, 42, 48, 54, 60, 66, 72, 84, 90,
  96, 108, 120, 132, 144,
];

/** Tune types by their index; the first stands for any other. */
export const TYPES: readonly string[] = [
  "unknown",
  "air",
  "hornpipe",
  "jig",
  "march",
  "misc",
  "reel",
  "slipjig",
  "strathspey",
  "waltz",
  "song",
  "hymn",
];
export const MODE_CODES: readonly string[] = [
  "unknown",
  "maj",
  "min",
  "dor",
  "mix",
  "lyd",
  "phr",
  "loc",
];
export const METRES: readonly string[] = [
  "unknown",
  "2/2",
  "2/4",
  "3/4",
  "3/8",
  "4/4",
  "6/4",
  "6/8",
  "9/8",
  "12/8",
  "3/2",
];

/** The token of a name in TOKENS. @throws RangeError when there is none */
export function tokenOf(name: string): number {
  const token = TOKENS.indexOf(name);
  if (token < 0) throw new RangeError(`"${name}" is not a melody token`);
  return token;
}

/** Ticks of a length index. */
export function ticksOf(length: number): number {
  return LENGTHS[length] ?? 0;
}

export function isPitch(token: number): boolean {
  return token >= FIRST_PITCH;
}

/** Semitones of a pitch token above the reference pitch. */
export function semitonesOf(token: number): number {
  return token - FIRST_PITCH + LOWEST;
}

export function isBar(token: number): boolean {
  return token >= BAR && token <= LAST_BAR;
}

export function isEnd(token: number): boolean {
  return token === END || token === END_REPEAT;
}

/** A note, its tied continuation, or a rest: what takes time. */
export function isSound(token: number): boolean {
  return token === REST || token === TIE || isPitch(token);
}

/** Any bar line but the plain one; the length after it is that of the pickup. */
export function opensSection(token: number): boolean {
  return isBar(token) && token !== BAR;
}

export function hasLength(token: number): boolean {
  return isSound(token) || opensSection(token);
}

/** First or second ending that a bar line opens, 0 for none. */
export function endingOf(token: number): 0 | 1 | 2 {
  return isBar(token) ? (((token - BAR) % 3) as 0 | 1 | 2) : 0;
}
