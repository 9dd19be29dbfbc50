import { forgetChoice, recordChoice } from "../../library/choices";
import type { Library } from "../../library/schema";
import type { ComposedCandidate } from "../../rpc/contracts/composer";

/** A candidate that was shown, and whether it was kept. */
export interface Shown {
  readonly candidate: ComposedCandidate;
  readonly kept: boolean;
}

/**
 * What was kept and passed over of candidates shown together, as the composer's ranking learns it.
 * It is written anew whenever the person changes their mind, so that only the last word counts.
 */
export class Choices {
  readonly #library: Library;
  readonly #profileId: string;
  /** The set written for each batch. */
  readonly #sets = new Map<string, string>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(library: Library, profileId: string) {
    this.#library = library;
    this.#profileId = profileId;
  }

  /** Remembers a batch as it stands; nothing is said where all or none were kept. */
  remember(
    batch: string,
    shown: readonly Shown[],
    settings: Readonly<Record<string, string | number>>,
  ): Promise<unknown> {
    // What is remembered only helps to rank: a piece is kept whether or not this can be written.
    this.#writing = this.#writing
      .then(() => this.#write(batch, shown, settings))
      .catch(() => undefined);
    return this.#writing;
  }

  async #write(
    batch: string,
    shown: readonly Shown[],
    settings: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    const before = this.#sets.get(batch);
    if (before !== undefined) await forgetChoice(this.#library, this.#profileId, before);
    this.#sets.delete(batch);
    // What reads a tune's traits is large, and only a choice needs it.
    const { traitsOfCandidate } = await import("./candidate-traits");
    const candidates = shown.flatMap(({ candidate, kept }) => {
      const features = traitsOfCandidate(candidate);
      return features === undefined ? [] : [{ kept, features }];
    });
    const told = new Set(candidates.map(({ kept }) => kept)).size === 2;
    const model = shown[0]?.candidate.model;
    if (!told || model === undefined) return;
    const made = { profileId: this.#profileId, model, settings, candidates };
    this.#sets.set(batch, await recordChoice(this.#library, made));
  }
}
