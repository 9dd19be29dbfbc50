import { LAGS } from "./feature-table";
import { ticksOf } from "./vocabulary";

/** What sounded some bars ago at this place of the bar. */
export interface Earlier {
  /** 0 where nothing sounded. */
  readonly token: number;
  /** Length index + 2 if it began just there, 1 if it was under way, 0 where nothing sounded. */
  readonly length: number;
  /** What came after it, 0 if nothing yet. */
  readonly next: number;
  /** How many of the last events were equal to those at the same lag. */
  readonly run: number;
}

const NOTHING = { token: 0, length: 0, next: 0 };

/** Everything that took time so far, by absolute grid tick (bar × full bar + position). */
export class Lookback {
  readonly #full: number;
  readonly #onsets: number[] = [];
  readonly #tokens: number[] = [];
  readonly #lengths: number[] = [];
  readonly #runs: number[] = LAGS.map(() => 0);

  constructor(full: number) {
    this.#full = full;
  }

  /** The i-th last sound, 1 being the last: token (0: none) and length index (−1: none). */
  last(i: number): { readonly token: number; readonly length: number } {
    return { token: this.#tokens.at(-i) ?? 0, length: this.#lengths.at(-i) ?? -1 };
  }

  push(tick: number, token: number, length: number): void {
    LAGS.forEach((lag, i) => {
      const at = this.#sounding(tick - lag * this.#full);
      const same =
        at >= 0 &&
        this.#onsets[at] === tick - lag * this.#full &&
        this.#tokens[at] === token &&
        this.#lengths[at] === length;
      this.#runs[i] = same ? (this.#runs[i] as number) + 1 : 0;
    });
    this.#onsets.push(tick);
    this.#tokens.push(token);
    this.#lengths.push(length);
  }

  /** For each lag, what sounded there when it is `tick` now. */
  at(tick: number): readonly Earlier[] {
    return LAGS.map((lag, i) => {
      const run = this.#runs[i] as number;
      const then = tick - lag * this.#full;
      const at = this.#sounding(then);
      if (at < 0) return { ...NOTHING, run };
      const length = this.#onsets[at] === then ? (this.#lengths[at] as number) + 2 : 1;
      return { token: this.#tokens[at] as number, length, next: this.#tokens[at + 1] ?? 0, run };
    });
  }

  /** Index of what sounds at a tick, −1 if nothing does. */
  #sounding(tick: number): number {
    let low = 0;
    let high = this.#onsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#onsets[middle] as number) <= tick) low = middle + 1;
      else high = middle;
    }
    const at = low - 1;
    if (at < 0) return -1;
    return tick < (this.#onsets[at] as number) + ticksOf(this.#lengths[at] as number) ? at : -1;
  }
}
