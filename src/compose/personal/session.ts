import type { Result } from "../../base/result";
import type { StepDevice } from "../../nn/step-device";
import type { Score } from "../../music/score";
import { scoreToEvents } from "../melody/from-score";
import type { MelodyWeights } from "../melody/network";
import { adaptWeights } from "./adapter";
import { StyleCache, shareOf } from "./cache";
import { readStyle, writeStyle, type Style } from "./file";
import { learnStyle } from "./learn";
import type { Readable } from "./reader";
import type { StyleReport } from "./report";

/** Where styles and tunes are kept; the library in the app, memory in tests. */
export interface StyleStore {
  /** Scores that a person kept and liked, or those of the songs named. */
  tunes(profileId: string, songIds?: readonly string[]): Promise<readonly Score[]>;
  /** Keeps a style; the one before stays beneath it. */
  keep(profileId: string, bytes: Uint8Array): Promise<void>;
  /** The newest style. */
  read(profileId: string): Promise<Uint8Array | undefined>;
  /** Takes the newest style away. */
  undo(profileId: string): Promise<void>;
}

/** Where to learn, and tunes of the model's own to hold it upright. */
export interface StyleGround {
  readonly device: StepDevice;
  /** At least two; eighty are plenty. */
  readonly books: readonly Score[];
}

export interface LearnRequest {
  readonly profileId: string;
  readonly songIds?: readonly string[];
  readonly seed?: number;
}

/** A person's style in use. */
export interface StyleInUse {
  readonly weights: MelodyWeights;
  readonly cache?: StyleCache;
}

/** Learns, keeps, gives and takes back the styles of the people who use this device. */
export class StyleSession {
  readonly #store: StyleStore;
  readonly #base: () => Promise<MelodyWeights>;
  /** By profile, until something changes. */
  readonly #inUse = new Map<string, Promise<StyleInUse>>();

  /** @param base  the weights that styles lean on */
  constructor(store: StyleStore, base: () => Promise<MelodyWeights>) {
    this.#store = store;
    this.#base = base;
  }

  /**
   * Trains on the person's tunes. A style is kept only if their held-out tunes became likelier;
   * aborted, failed or not kept, everything stays as it was, byte for byte.
   *
   * @throws Error with a sentence for the person when there is no tune to learn from
   * @throws the signal's reason when aborted
   */
  async learn(
    { profileId, songIds, seed = 1 }: LearnRequest,
    { device, books }: StyleGround,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<StyleReport> {
    const began = performance.now();
    const weights = await this.#base();
    const own = readable(await this.#store.tunes(profileId, songIds));
    if (own.length === 0) {
      throw new Error("There is no tune to learn from yet: keep one, or rate one four stars.");
    }
    const options = { seed, signal, onProgress };
    const learned = await learnStyle(device, weights, own, readable(books), options);
    signal?.throwIfAborted();
    const { adapter, own: ownCost, books: booksCost } = learned;
    const report: StyleReport = {
      tunes: own.length,
      own: ownCost,
      books: booksCost,
      kept: adapter !== undefined,
      trainedMs: Math.round(performance.now() - began),
    };
    if (adapter !== undefined) {
      const counts = { share: learned.share, tunes: own };
      await this.keep(profileId, { adapter, counts, report });
    }
    return report;
  }

  /** Puts a style into use; the one before stays beneath it, and its counts go on without others. */
  async keep(profileId: string, style: Style): Promise<void> {
    const counts = style.counts ?? (await this.style(profileId))?.counts;
    const whole = counts === undefined ? style : { ...style, counts };
    await this.#store.keep(profileId, await writeStyle(await this.#base(), whole));
    this.forget(profileId);
  }

  /** The style in use; undefined when there is none, or it is of another model. */
  async style(profileId: string): Promise<Style | undefined> {
    const bytes = await this.#store.read(profileId);
    if (bytes === undefined) return undefined;
    const style: Result<Style> = await readStyle(await this.#base(), bytes);
    return style.ok ? style.value : undefined; // of a model that was replaced since: learn anew
  }

  /** Back to what was before the last training. @returns the style now in use */
  async undo(profileId: string): Promise<Style | undefined> {
    await this.#store.undo(profileId);
    this.forget(profileId);
    return this.style(profileId);
  }

  /** The style as a file of its own. @throws Error when there is none */
  async export(profileId: string): Promise<Uint8Array> {
    const bytes = await this.#store.read(profileId);
    if (bytes === undefined) throw new Error("There is no style yet.");
    return bytes;
  }

  /**
   * The network with the person's style, and the counts of their tunes; the plain network where
   * there is neither.
   */
  inUse(profileId: string): Promise<StyleInUse> {
    const known = this.#inUse.get(profileId);
    if (known) return known;
    const opening = this.#open(profileId);
    this.#inUse.set(profileId, opening);
    opening.catch(() => this.forget(profileId));
    return opening;
  }

  /** To be called when the person's tunes have changed. */
  forget(profileId: string): void {
    this.#inUse.delete(profileId);
  }

  async #open(profileId: string): Promise<StyleInUse> {
    const weights = await this.#base();
    const style = await this.style(profileId);
    const tunes = readable(await this.#store.tunes(profileId));
    // Where the counts made nothing likelier, writing still leans on them a little.
    const share = style?.counts?.share || shareOf(tunes.length);
    return {
      weights: style === undefined ? weights : adaptWeights(weights, style.adapter),
      ...(tunes.length === 0 ? {} : { cache: new StyleCache(tunes, share) }),
    };
  }
}

/** Scores that have a form as events, with what is told of them. */
export function readable(scores: readonly Score[]): readonly Readable[] {
  return scores.flatMap((score) => {
    const events = scoreToEvents(score);
    const { type, key, meter } = score;
    return events.ok ? [{ given: { type, key, meter }, events: events.value }] : [];
  });
}
