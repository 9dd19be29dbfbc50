/** The best columns of each row: rows × k, best first, ties by id, padded with id −1, score 0. */
export interface BestColumns {
  readonly rows: number;
  readonly k: number;
  readonly id: Int32Array;
  readonly score: Float64Array;
}

export function emptyColumns(rows: number, k: number): BestColumns {
  return { rows, k, id: new Int32Array(rows * k).fill(-1), score: new Float64Array(rows * k) };
}

/** Sorts a list and copies it to a row that is still empty. */
export function writeRow(into: BestColumns, row: number, list: Shortlist): void {
  const count = list.sort();
  into.id.set(list.id.subarray(0, count), row * into.k);
  into.score.set(list.score.subarray(0, count), row * into.k);
}

/**
 * The k best of what is put in, in memory of 2 k: entries are appended, and only when the space is
 * full the better half is picked out by quickselect, so that an entry costs O(1) on average and
 * most are turned away by one comparison. Of equal scores the lower id is the better: the outcome
 * does not depend on the order of putting.
 *
 * @see Hoare, "Algorithm 65: Find", CACM 1961
 * @example
 * const best = new Shortlist(2);
 * best.put(7, 0.5); best.put(3, 0.9); best.put(1, 0.5);
 * best.sort(); // 2, and best.id starts with 3, 1
 */
export class Shortlist {
  readonly id: Int32Array;
  readonly score: Float64Array;
  /** What is below this need not be put: it could not stay. */
  floor = Number.NEGATIVE_INFINITY;
  private floorId = 0;
  private size = 0;

  /** @throws RangeError when k is not a whole number ≥ 1 */
  constructor(readonly k: number) {
    if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be 1 or more, not ${k}`);
    this.id = new Int32Array(2 * k);
    this.score = new Float64Array(2 * k);
  }

  put(id: number, score: number): void {
    if (score < this.floor || (score === this.floor && id > this.floorId)) return;
    const at = this.size;
    this.id[at] = id;
    this.score[at] = score;
    this.size = at + 1;
    if (this.size === this.id.length) this.halve();
  }

  clear(): void {
    this.size = 0;
    this.floor = Number.NEGATIVE_INFINITY;
  }

  /** Puts the k best to the front, best first. @returns how many there are, at most k */
  sort(): number {
    if (this.size > this.k) this.halve();
    this.sortRange(0, this.size - 1);
    return this.size;
  }

  private halve(): void {
    const last = this.k - 1;
    let low = 0;
    let high = this.size - 1;
    while (low < high) {
      const split = this.partition(low, high);
      if (split >= last) high = split;
      else low = split + 1;
    }
    this.size = this.k;
    this.floor = this.score[last] as number;
    this.floorId = this.id[last] as number;
  }

  private sortRange(from: number, to: number): void {
    let low = from;
    let high = to;
    while (high - low > 24) {
      const split = this.partition(low, high);
      if (split - low < high - split) {
        this.sortRange(low, split);
        low = split + 1;
      } else {
        this.sortRange(split + 1, high);
        high = split;
      }
    }
    for (let next = low + 1; next <= high; next++) this.insert(low, next);
  }

  private insert(low: number, next: number): void {
    const { id, score } = this;
    const s = score[next] as number;
    const i = id[next] as number;
    let at = next - 1;
    for (; at >= low; at--) {
      const other = score[at] as number;
      if (other > s || (other === s && (id[at] as number) < i)) break;
      score[at + 1] = other;
      id[at + 1] = id[at] as number;
    }
    score[at + 1] = s;
    id[at + 1] = i;
  }

  /** Moves what is better to the front. @returns the last place of the better part, below `to` */
  private partition(from: number, to: number): number {
    const { id, score } = this;
    const middle = (from + to) >>> 1;
    const pivot = score[middle] as number;
    const pivotId = id[middle] as number;
    let low = from - 1;
    let high = to + 1;
    for (;;) {
      do low++;
      while (
        (score[low] as number) > pivot ||
        (score[low] === pivot && (id[low] as number) < pivotId)
      );
      do high--;
      while (
        (score[high] as number) < pivot ||
        (score[high] === pivot && (id[high] as number) > pivotId)
      );
      if (low >= high) return high;
      const s = score[low] as number;
      const i = id[low] as number;
      score[low] = score[high] as number;
      id[low] = id[high] as number;
      score[high] = s;
      id[high] = i;
    }
  }
}
