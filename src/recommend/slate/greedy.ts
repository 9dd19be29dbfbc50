import { rowOf, type SparseRows } from "../../base/sparse";
import { Calibration, stylesOf } from "./calibration";
import type { Weights } from "./dial";
import type { SlateTask } from "./task";

/**
 * The candidates of a slate while it is being filled. What a choice changes for those that are left
 * is kept up to date (their greatest likeness to what is chosen, the styles of the list), so that a
 * place costs one pass over the rows of the candidates, never a comparison of all pairs.
 */
export class Pool {
  readonly size: number;
  readonly item: Int32Array;
  /** Share of the best score, damped: 0–1. */
  readonly relevance: Float64Array;
  /** Greatest likeness to a chosen item, 0–1. */
  readonly likeness: Float64Array;
  readonly newArtist: Uint8Array;
  /** Styles of the person, shares by style. */
  readonly wanted: Float64Array;
  readonly #taken: Uint8Array;
  readonly #task: SlateTask;
  readonly #weights: Weights;
  readonly #calibration: Calibration;
  readonly #dense: Float64Array;
  /** How often each artist stands in the list. */
  readonly #byArtist = new Map<number, number>();
  #repeats = 0;

  constructor(task: SlateTask, weights: Weights) {
    const { catalogue, candidates, damping, taste } = task;
    const { item, score } = candidates;
    const best = score[0] ?? 1;
    this.size = item.length;
    this.item = item;
    this.relevance = score.map(
      (value, at) => (value / best) * (damping ? damping(item[at] as number) : 1),
    );
    this.likeness = new Float64Array(item.length);
    const artists = new Set<number>();
    taste.index.forEach((own, at) => {
      const artist = catalogue.artist[own] as number;
      if ((taste.value[at] as number) > 0 && artist >= 0) artists.add(artist);
    });
    this.newArtist = Uint8Array.from(item, (i) => {
      return artists.has(catalogue.artist[i] as number) ? 0 : 1;
    });
    this.wanted = stylesOf(catalogue.styles, taste);
    this.#taken = new Uint8Array(item.length);
    this.#task = task;
    this.#weights = weights;
    this.#calibration = new Calibration(this.wanted, catalogue.styles);
    this.#dense = new Float64Array(catalogue.vectors.columns);
  }

  /** Whether a candidate may still be chosen: not taken, nor damped away, nor one too many. */
  isOpen(at: number): boolean {
    if (this.#taken[at] === 1 || this.relevance[at] === 0) return false;
    return this.#fits(this.#artist(at));
  }

  /**
   * The open candidate of most use, −1 where there is none:
   * relevance + ν novelty + υ new artist − δ likeness − κ rise of the divergence from one's styles.
   * Looking stops where the scores have fallen so low that all else together could not make up for
   * it: no divergence falls below 0.
   *
   * @see Carbonell & Goldstein, "The use of MMR, diversity-based reranking …", SIGIR 1998; Steck 2018
   */
  best(): number {
    const { novelty, newArtist, likeness, calibration } = this.#weights;
    const { catalogue, candidates } = this.#task;
    const now = this.#calibration.divergence;
    const extra = Math.max(0, novelty) + Math.max(0, newArtist) + calibration * now;
    const unit = candidates.score[0] as number;
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < this.size; at++) {
      if ((candidates.score[at] as number) / unit + extra < most) break;
      if (!this.isOpen(at)) continue;
      const item = this.item[at] as number;
      const use =
        (this.relevance[at] as number) +
        novelty * (catalogue.novelty[item] as number) +
        newArtist * (this.newArtist[at] as number) -
        likeness * (this.likeness[at] as number) -
        calibration * (this.#calibration.with(item) - now);
      if (use > most) {
        most = use;
        best = at;
      }
    }
    return best;
  }

  take(at: number): void {
    this.#taken[at] = 1;
    const artist = this.#artist(at);
    const count = this.#byArtist.get(artist) ?? 0;
    if (artist >= 0) this.#byArtist.set(artist, count + 1);
    if (count > 0) this.#repeats++;
    this.#calibration.add(this.item[at] as number);
    this.#compare(this.item[at] as number);
  }

  #artist(at: number): number {
    return this.#task.catalogue.artist[this.item[at] as number] as number;
  }

  #fits(artist: number): boolean {
    const count = this.#byArtist.get(artist) ?? 0;
    if (count === 0) return true;
    const { n, perArtist = 2, minArtists = 0 } = this.#task;
    return count < perArtist && this.#repeats < n - minArtists;
  }

  /** Raises the likeness of those left to the item chosen last. */
  #compare(chosen: number): void {
    const { vectors } = this.#task.catalogue;
    this.#scatter(vectors, chosen, 1);
    for (let at = 0; at < this.size; at++) {
      if (this.#taken[at] === 1) continue;
      const item = this.item[at] as number;
      const end = vectors.ptr[item + 1] as number;
      let dot = 0;
      for (let p = vectors.ptr[item] as number; p < end; p++) {
        dot += (vectors.value[p] as number) * (this.#dense[vectors.index[p] as number] as number);
      }
      if (dot > (this.likeness[at] as number)) this.likeness[at] = Math.min(1, dot);
    }
    this.#scatter(vectors, chosen, 0);
  }

  #scatter(vectors: SparseRows, item: number, times: 0 | 1): void {
    const { index, value } = rowOf(vectors, item);
    index.forEach((column, p) => {
      this.#dense[column] = times * (value[p] as number);
    });
  }
}
