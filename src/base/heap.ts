/** The best columns of each row: rows × k, best first, ties by id, padded with id −1, score 0. */
export interface BestColumns {
  readonly rows: number;
  readonly k: number;
  readonly id: Int32Array;
  readonly score: Float64Array;
}

/**
 * Keeps the k best of what is offered to each of a number of rows, in fixed memory: one binary
 * heap a row with its worst entry at the root, all in two flat arrays. Of equal scores the lower
 * id is the better, so that the outcome does not depend on the order of offers.
 *
 * @example
 * const best = new BestHeaps(1, 2);
 * best.offer(0, 7, 0.5); best.offer(0, 3, 0.9); best.offer(0, 1, 0.5);
 * best.sorted().id // [3, 1]
 */
export class BestHeaps {
  readonly id: Int32Array;
  readonly score: Float64Array;
  readonly size: Uint32Array;

  /** @throws RangeError when k is not a whole number ≥ 1 */
  constructor(
    readonly rows: number,
    readonly k: number,
  ) {
    if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be 1 or more, not ${k}`);
    this.id = new Int32Array(rows * k).fill(-1);
    this.score = new Float64Array(rows * k);
    this.size = new Uint32Array(rows);
  }

  offer(row: number, id: number, score: number): void {
    const size = this.size[row] as number;
    const base = row * this.k;
    if (size < this.k) {
      this.size[row] = size + 1;
      this.rise(base, size, id, score);
      return;
    }
    const worst = this.score[base] as number;
    if (score > worst || (score === worst && id < (this.id[base] as number))) {
      this.sink(base, 0, this.k, id, score);
    }
  }

  /** Empties one row. */
  clear(row: number): void {
    this.size[row] = 0;
    this.id.fill(-1, row * this.k, (row + 1) * this.k);
    this.score.fill(0, row * this.k, (row + 1) * this.k);
  }

  /** Sorts every row in place and hands the arrays over; offer nothing more afterwards. */
  sorted(): BestColumns {
    for (let row = 0; row < this.rows; row++) this.sortRow(row);
    return { rows: this.rows, k: this.k, id: this.id, score: this.score };
  }

  /** Sorts one row in place, best first; clear it before the next offer. @returns its length */
  sortRow(row: number): number {
    const base = row * this.k;
    const size = this.size[row] as number;
    for (let end = size - 1; end > 0; end--) {
      const id = this.id[base + end] as number;
      const score = this.score[base + end] as number;
      this.id[base + end] = this.id[base] as number;
      this.score[base + end] = this.score[base] as number;
      this.sink(base, 0, end, id, score);
    }
    return size;
  }

  private rise(base: number, from: number, id: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentScore = this.score[base + parent] as number;
      const parentId = this.id[base + parent] as number;
      if (parentScore < score || (parentScore === score && parentId > id)) break;
      this.score[base + at] = parentScore;
      this.id[base + at] = parentId;
      at = parent;
    }
    this.score[base + at] = score;
    this.id[base + at] = id;
  }

  private sink(base: number, from: number, size: number, id: number, score: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      let childScore = this.score[base + child] as number;
      let childId = this.id[base + child] as number;
      if (child + 1 < size) {
        const rightScore = this.score[base + child + 1] as number;
        const rightId = this.id[base + child + 1] as number;
        if (rightScore < childScore || (rightScore === childScore && rightId > childId)) {
          child++;
          childScore = rightScore;
          childId = rightId;
        }
      }
      if (score < childScore || (score === childScore && id > childId)) break;
      this.score[base + at] = childScore;
      this.id[base + at] = childId;
      at = child;
    }
    this.score[base + at] = score;
    this.id[base + at] = id;
  }
}
