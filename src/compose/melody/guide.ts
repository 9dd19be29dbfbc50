import type { Layout } from "./layout";
import type { MelodyState } from "./state";
import { TIE, isPitch, ticksOf, type MelodyEvent } from "./vocabulary";

/** Where the next note of a tune will stand. */
export interface Place {
  readonly state: MelodyState;
  readonly layout: Layout;
  /** The bar being written, as written, from 0. */
  readonly bar: number;
  /** What sounds in each bar so far; the last is the one being written. */
  readonly bars: readonly (readonly MelodyEvent[])[];
  /** Grid ticks to the end of the bar, > 0. */
  readonly room: number;
}

/**
 * A wish for the notes of a tune: what is added to the logits, in nats; −Infinity forbids. Guides
 * are asked one after the other; one that would forbid all that is left is passed over.
 */
export interface Guide {
  /** Knows just what it wants: what is possible is enough for it, the rules of writing yield. */
  readonly exact?: boolean;
  /** [tokens]; undefined where it has no wish. */
  tokens?(place: Place): Float32Array | undefined;
  /** [lengths] of a token that was chosen. */
  lengths?(place: Place, token: number): Float32Array | undefined;
}

/** What may come, and how much it is wished for. */
export interface Choice {
  /** What keeps to the rules of writing, and what is possible at all. */
  readonly mask: Uint8Array;
  readonly possible: Uint8Array;
  readonly logits: Float32Array;
}

/** The choice as one guide leaves it. */
export function guided(choice: Choice, wish: Float32Array | undefined, exact = false): Choice {
  if (wish === undefined) return choice;
  const leave = (mask: Uint8Array) =>
    mask.map((allowed, i) => allowed & Number(wish[i] !== -Infinity));
  const kept = leave(choice.mask);
  const mask = kept.includes(1) || !exact ? kept : leave(choice.possible);
  if (!mask.includes(1)) return choice;
  const logits = choice.logits.map((logit, i) =>
    mask[i] === 1 ? logit + (wish[i] as number) : logit,
  );
  return { ...choice, mask, logits };
}

/** The last note's token before this place, 0 if there is none. */
export function lastNote({ bars }: Place): number {
  for (let bar = bars.length - 1; bar >= 0; bar--) {
    const note = bars[bar]?.findLast(({ token }) => isPitch(token));
    if (note) return note.token;
  }
  return 0;
}

/** What begins at a place of a bar, if anything does. */
export function eventAt(
  bar: readonly MelodyEvent[],
  from: number,
  position: number,
): MelodyEvent | undefined {
  let now = from;
  for (const event of bar) {
    if (now >= position) return now === position ? event : undefined;
    now += ticksOf(event.length);
  }
  return undefined;
}

/** The pitch token that sounds at a place of a bar, 0 if none does. */
export function pitchAt(bar: readonly MelodyEvent[], from: number, position: number): number {
  let now = from;
  let pitch = 0;
  for (const event of bar) {
    if (now > position) break;
    if (event.token !== TIE) pitch = isPitch(event.token) ? event.token : 0;
    now += ticksOf(event.length);
  }
  return pitch;
}
