import { SvelteMap } from "svelte/reactivity";
import type { Library } from "../library/schema";
import { readScore } from "../library/songs";
import type { ScoreRow } from "../library/rows";

/** More than a screen of any list; the oldest make room. */
const most = 300;

/** Scores for drawing, read when first looked at. */
export class Scores {
  readonly #library: Library;
  readonly #rows = new SvelteMap<string, ScoreRow | undefined>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** The score as far as it is here; undefined while it is read, or when there is none. */
  get(scoreId: string): ScoreRow | undefined {
    return this.#rows.get(scoreId);
  }

  /** Reads a score that may be looked at; to be called from an effect. */
  async need(scoreId: string): Promise<void> {
    if (this.#rows.has(scoreId)) return;
    this.#rows.set(scoreId, undefined);
    const oldest = this.#rows.size > most ? this.#rows.keys().next().value : undefined;
    if (oldest !== undefined) this.#rows.delete(oldest);
    const row = await readScore(this.#library, scoreId).catch(() => undefined);
    if (row !== undefined) this.#rows.set(scoreId, row);
  }

  /** Forgets a score that was changed. */
  forget(scoreId: string): void {
    this.#rows.delete(scoreId);
  }
}
