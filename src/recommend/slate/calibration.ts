import { rowOf, type SparseRows, type SparseVector } from "../../base/sparse";

/** Share of the wanted styles mixed into those of a list, so that a missing style is no infinity. */
const smoothing = 0.01;

/**
 * The styles of a person: the mean over their items of the styles of each, by what it is worth to
 * them. Sums to 1, or is all 0 where nothing is known.
 *
 * @param styles  items × styles, rows sum to 1
 * @see Steck, "Calibrated recommendations", RecSys 2018, eq. 2
 */
export function stylesOf(styles: SparseRows, taste: SparseVector): Float64Array {
  const shares = new Float64Array(styles.columns);
  let total = 0;
  taste.index.forEach((item, at) => {
    const weight = taste.value[at] as number;
    const row = rowOf(styles, item);
    if (weight <= 0 || row.index.length === 0) return;
    total += weight;
    row.index.forEach((style, p) => {
      shares[style] = (shares[style] as number) + weight * (row.value[p] as number);
    });
  });
  return total > 0 ? shares.map((share) => share / total) : shares;
}

/**
 * How far the styles of a growing list are from those wanted: KL(p ‖ (1 − α) q + α p), α .01, in
 * nats. Items without styles change nothing. Asking for one item more costs its styles only.
 *
 * @see Steck 2018, eq. 4–6
 */
export class Calibration {
  readonly #wanted: Float64Array;
  readonly #styles: SparseRows;
  readonly #sums: Float64Array;
  /** By style: log of the smoothed share, were the list one item longer without the style. */
  readonly #logs: Float64Array;
  #count = 0;
  #now = 0;
  /** The divergence of that longer list. */
  #longer = 0;

  /** @param wanted  shares by style, sum 1 */
  constructor(wanted: Float64Array, styles: SparseRows) {
    this.#wanted = wanted;
    this.#styles = styles;
    this.#sums = new Float64Array(wanted.length);
    this.#logs = new Float64Array(wanted.length);
    this.#measure();
  }

  /** Of the list as it is. */
  get divergence(): number {
    return this.#now;
  }

  /** Of the list with one item more. */
  with(item: number): number {
    const { ptr, index, value } = this.#styles;
    const start = ptr[item] as number;
    const end = ptr[item + 1] as number;
    if (start === end) return this.#now;
    const count = this.#count + 1;
    let divergence = this.#longer;
    for (let p = start; p < end; p++) {
      const style = index[p] as number;
      const wanted = this.#wanted[style] as number;
      if (wanted === 0) continue;
      const share = ((this.#sums[style] as number) + (value[p] as number)) / count;
      divergence -= wanted * (Math.log(smooth(share, wanted)) - (this.#logs[style] as number));
    }
    return divergence;
  }

  add(item: number): void {
    const row = rowOf(this.#styles, item);
    if (row.index.length === 0) return;
    row.index.forEach((style, p) => {
      this.#sums[style] = (this.#sums[style] as number) + (row.value[p] as number);
    });
    this.#count++;
    this.#measure();
  }

  #measure(): void {
    this.#now = 0;
    this.#longer = 0;
    this.#wanted.forEach((wanted, style) => {
      if (wanted === 0) return;
      const sum = this.#sums[style] as number;
      const log = Math.log(smooth(sum / (this.#count + 1), wanted));
      this.#logs[style] = log;
      this.#longer += wanted * (Math.log(wanted) - log);
      const share = this.#count > 0 ? sum / this.#count : 0;
      this.#now += wanted * Math.log(wanted / smooth(share, wanted));
    });
  }
}

function smooth(share: number, wanted: number): number {
  return (1 - smoothing) * share + smoothing * wanted;
}

/** The divergence of a whole list from the styles wanted. */
export function divergenceOf(
  items: Iterable<number>,
  wanted: Float64Array,
  styles: SparseRows,
): number {
  const calibration = new Calibration(wanted, styles);
  for (const item of items) calibration.add(item);
  return calibration.divergence;
}
