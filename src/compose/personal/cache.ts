import type { Mixture, NextEvents } from "../melody/draw";
import { MelodyState } from "../melody/state";
import { LENGTHS, TOKENS, hasLength, isPitch, type MelodyEvent } from "../melody/vocabulary";
import type { Readable } from "./reader";

/** Events of the longest context. */
const ORDER = 3;
/** The share that many tunes lead to, and how many tunes lead to half of it. */
const MOST_SHARE = 0.3;
const HALF_AT = 0.5;
/** Notes in a row as one of the person's tunes has them, after which the model goes on alone. */
const LONGEST_COPY = 6;

type Counts = Map<number, number>;

/**
 * What a person's tunes do next, by counts: from the first tune on, without any training. Contexts
 * are the place in the bar and up to three events; each order is interpolated with the one below,
 * and the shorter the longest one that is known, the less it counts.
 * Where as many notes as would be noticed already stand as in one of the tunes, it is silent, so
 * that a tune is leant on and never copied.
 *
 * @see Witten, Bell, "The zero-frequency problem", 1991, method C
 */
export class StyleCache implements NextEvents {
  readonly #tokens = new Map<string, Counts>();
  readonly #lengths = new Map<string, Counts>();
  readonly #runs = new Set<string>();
  readonly #share: number;

  /** @param share  of the odds, 0–1, where a context of full length is known */
  constructor(tunes: readonly Readable[], share = shareOf(tunes.length)) {
    this.#share = share;
    for (const { given, events } of tunes) {
      const state = new MelodyState(given);
      for (const event of events) {
        this.#count(state, event);
        state.push(event);
        const run = lastRun(state.events);
        if (run !== undefined) this.#runs.add(run);
      }
    }
  }

  tokens(state: MelodyState): Mixture | undefined {
    return this.#mixture(this.#tokens, state, "", TOKENS.length);
  }

  lengths(state: MelodyState, token: number): Mixture | undefined {
    return this.#mixture(this.#lengths, state, `${token}`, LENGTHS.length);
  }

  #count(state: MelodyState, { token, length }: MelodyEvent): void {
    for (let order = 0; order <= ORDER; order++) {
      const context = contextOf(state, order);
      if (context === undefined) return;
      add(this.#tokens, context, token);
      if (hasLength(token)) add(this.#lengths, context + String(token), length);
    }
  }

  #mixture(
    table: ReadonlyMap<string, Counts>,
    state: MelodyState,
    known: string,
    size: number,
  ): Mixture | undefined {
    const run = lastRun(state.events);
    if (run !== undefined && this.#runs.has(run)) return undefined;
    const odds = new Float32Array(size);
    let orders = 0;
    for (let order = 0; order <= ORDER; order++) {
      const context = contextOf(state, order);
      const counts = context === undefined ? undefined : table.get(context + known);
      if (counts === undefined) break;
      const kinds = orders > 0 ? counts.size : 0; // below the lowest order there is nothing to lean on
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      for (let i = 0; i < size; i++) {
        odds[i] = ((odds[i] as number) * kinds + (counts.get(i) ?? 0)) / (total + kinds);
      }
      orders++;
    }
    return orders > 0 ? { odds, share: (this.#share * orders) / (ORDER + 1) } : undefined;
  }
}

/** What counts of so many tunes are worth where nothing has told it. */
export function shareOf(tunes: number): number {
  return (MOST_SHARE * tunes) / (tunes + HALF_AT);
}

/** The place in the bar and the last events, as a text; undefined where there are not so many. */
function contextOf({ events, full, position }: MelodyState, order: number): string | undefined {
  if (events.length < order) return undefined;
  const last = order === 0 ? [] : events.slice(-order);
  return `${full} ${position} ${last.map(({ token, length }) => `${token}:${length}`).join(" ")}|`;
}

/** The last notes with their lengths, if there are enough. */
function lastRun(events: readonly MelodyEvent[]): string | undefined {
  const notes: string[] = [];
  for (let i = events.length - 1; i >= 0 && notes.length < LONGEST_COPY; i--) {
    const { token, length } = events[i] as MelodyEvent;
    if (isPitch(token)) notes.push(`${token}:${length}`);
  }
  return notes.length < LONGEST_COPY ? undefined : notes.join(" ");
}

function add(table: Map<string, Counts>, key: string, value: number): void {
  const counts = table.get(key) ?? new Map<number, number>();
  counts.set(value, (counts.get(value) ?? 0) + 1);
  table.set(key, counts);
}
