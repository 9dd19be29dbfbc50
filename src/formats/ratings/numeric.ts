import type { RatingLayout } from "./layout";

const DAY_SEC = 86_400;
const FIRST_SEC = Date.UTC(1990, 0, 1) / 1000;

/**
 * The shortest way through a line of plain numbers ("17,42,4.5,1600000000"), as most rating sets
 * are: read sign by sign, without cutting the line into texts. It declines whatever is not exactly
 * that, and the line goes the general way; both ways give the same.
 */
export class NumericLines {
  user = 0;
  item = 0;
  value = 0;
  /** 0 when unknown. */
  timeSec = 0;
  readonly #layout: RatingLayout;
  readonly #separator: number;
  readonly #last: number;
  readonly #latestSec: number;

  constructor(layout: RatingLayout, nowMs: number) {
    const { separator } = layout.dialect;
    this.#layout = layout;
    this.#separator = separator.charCodeAt(0);
    const usable =
      separator.length === 1 &&
      separator !== " " &&
      layout.user !== undefined &&
      layout.artist === undefined;
    const { user = 0, item, rating, time = 0 } = layout;
    this.#last = usable ? Math.max(user, item, rating, time) : -1;
    this.#latestSec = nowMs / 1000 + DAY_SEC;
  }

  /** Whether the line was such a one; its numbers are then in the fields. */
  read(line: string): boolean {
    const { user, item, rating, time } = this.#layout;
    let at = 0;
    this.timeSec = 0;
    for (let column = 0; column <= this.#last; column++) {
      const start = at;
      let number = 0;
      let divisor = 0;
      let code = line.charCodeAt(at);
      while ((code >= 48 && code <= 57) || (code === 46 && divisor === 0)) {
        if (code === 46) divisor = 1;
        else {
          number = number * 10 + code - 48;
          divisor *= 10;
        }
        code = line.charCodeAt(++at);
      }
      // Twelve signs keep the number exact; a leading zero is part of a name.
      const length = at - start;
      const ended = code === this.#separator || at === line.length;
      if (length === 0 || length > 12 || !ended || divisor === 1) return false;
      if (column === rating) this.value = divisor === 0 ? number : number / divisor;
      else if (column === time) {
        const known = number >= FIRST_SEC && number <= this.#latestSec;
        if (divisor > 0 || (!known && number !== 0)) return false;
        this.timeSec = number;
      } else if (column === user || column === item) {
        if (divisor > 0 || (length > 1 && line.charCodeAt(start) === 48)) return false;
        if (column === user) this.user = number;
        else this.item = number;
      }
      at++;
      if (at > line.length && column < this.#last) return false;
    }
    return this.#last >= 0;
  }
}
