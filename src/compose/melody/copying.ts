import type { MelodyEvent } from "./vocabulary";

/** A continuation that the tune itself suggests: what followed the same events before. */
export interface Suggestion {
  /** 0: no suggestion. */
  readonly token: number;
  /** Length index + 1; 0 where the token has none. */
  readonly length: number;
  /** How many events before it agree with the last events of the tune. */
  readonly run: number;
}

const NONE: Suggestion = { token: 0, length: 0, run: 0 };

/**
 * The longest repeated context, kept up to date as the tune grows: for every earlier event, how
 * many events before it are equal to the latest ones. This is what prediction by partial matching
 * would look up, given to the network as an input.
 *
 * @see Cleary & Teahan, "Unbounded length contexts for PPM", The Computer Journal 1997
 */
export class Copying {
  readonly #events: MelodyEvent[] = [];
  /** runs[j]: events before j that equal as many of the latest. */
  readonly #runs: number[] = [0];

  push(event: MelodyEvent): void {
    const runs = this.#runs;
    // From the end, as each run goes on from the one before it.
    for (let j = this.#events.length - 1; j >= 0; j--) {
      const { token, length } = this.#events[j] as MelodyEvent;
      const same = token === event.token && length === event.length;
      runs[j + 1] = same ? (runs[j] as number) + 1 : 0;
    }
    this.#events.push(event);
  }

  /** The continuation after the longest run (the latest of equals), and the best with another token. */
  suggestions(): readonly [Suggestion, Suggestion] {
    const first = this.#best(0);
    return [first, first.token === 0 ? NONE : this.#best(first.token)];
  }

  #best(except: number): Suggestion {
    let at = -1;
    let run = 1;
    for (let j = 0; j < this.#events.length; j++) {
      const length = this.#runs[j] as number;
      if (length >= run && this.#events[j]?.token !== except) {
        at = j;
        run = length;
      }
    }
    const event = this.#events[at];
    return event === undefined ? NONE : { token: event.token, length: event.length + 1, run };
  }
}
