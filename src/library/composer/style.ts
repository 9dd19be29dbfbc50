import type { MelodyWeights } from "../../compose/melody/network";
import type { StyleParts } from "../../compose/parts";
import { learnPreferences, tasteOf } from "../../compose/personal/preferences";
import type { StyleReport } from "../../compose/personal/report";
import { readable, StyleSession, type StyleStore } from "../../compose/personal/session";
import type { PracticeReport } from "../../compose/practice/practise";
import type { ComposerSession } from "../../compose/session";
import { choicesOf } from "../choices";
import type { Library } from "../schema";
import { readSetting } from "../settings";
import { keepStyle, readStyle, tunesOf, undoStyle } from "../styles";
import type { ComposerModels } from "./models";
import { rehearse } from "./practice";

/** Pieces of the shelf that hold the model to what it knows while it learns. */
const BOOKS = 80;

/** How a long work is stopped, and tells how far it is. */
export interface StyleWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    ((share: number, figures?: Readonly<Record<string, number>>) => void) | undefined;
}

/** The styles of the people who use this device: learned, practised, in use, taken back. */
export class OwnStyles {
  readonly #library: Promise<Library>;
  readonly #composer: ComposerSession;
  readonly #models: ComposerModels;
  readonly #session: StyleSession;

  constructor(library: Promise<Library>, composer: ComposerSession, models: ComposerModels) {
    this.#library = library;
    this.#composer = composer;
    this.#models = models;
    this.#session = new StyleSession(storeOf(library), () => this.#weights());
  }

  /** Learns from what the person kept and liked. @throws the signal's reason when aborted */
  learn(
    request: { readonly profileId: string; readonly songIds?: readonly string[] },
    { signal, onProgress }: StyleWork,
  ): Promise<StyleReport> {
    return this.#composer.onDevice(async (device) => {
      const books = (await this.#models.shelf()).slice(0, BOOKS);
      return this.#session.learn(request, { device, books }, signal, onProgress);
    });
  }

  /**
   * Adversarial practice on what the person kept and liked; what came of it is in use at once, and
   * can be taken back.
   *
   * @throws Error with a sentence for the person when there is no tune to practise on
   */
  async practise(
    { profileId, rounds }: { readonly profileId: string; readonly rounds: number },
    { signal, onProgress }: StyleWork,
  ): Promise<PracticeReport> {
    const own = readable(await tunesOf(await this.#library, profileId));
    if (own.length === 0) {
      throw new Error("There is no tune to practise on yet: keep one, or rate one four stars.");
    }
    const critic = await this.#models.critic();
    const books = readable(await this.#models.shelf()).slice(0, BOOKS);
    const adapter = (await this.#session.style(profileId))?.adapter;
    const { practice, style } = await this.#composer.onDevice((device, { weights, forms }) =>
      rehearse({
        ...{ device, weights, forms, critic, adapter, own, books, rounds, signal },
        onRound: ({ round, told, reward }) =>
          onProgress?.(round / rounds, { critic: told, reward }),
      }),
    );
    signal?.throwIfAborted();
    if (style !== undefined) await this.#session.keep(profileId, style);
    return practice;
  }

  async report(profileId: string): Promise<StyleReport | undefined> {
    return (await this.#session.style(profileId))?.report;
  }

  /** Back to what was before the last training. @returns what is in use now */
  async undo(profileId: string): Promise<StyleReport | undefined> {
    return (await this.#session.undo(profileId))?.report;
  }

  /** @throws Error when there is none */
  export(profileId: string): Promise<Uint8Array> {
    return this.#session.export(profileId);
  }

  /** What a person's style brings to the writing: nothing where they switched it off. */
  async partsOf(profileId: string): Promise<StyleParts> {
    const library = await this.#library;
    if (!(await readSetting(library, "ownStyle"))) return {};
    this.#session.forget(profileId); // tunes may have been kept since
    const inUse = await this.#session.inUse(profileId);
    const choices = await choicesOf(library, profileId);
    return { ...inUse, taste: tasteOf(learnPreferences(choices)) };
  }

  async #weights(): Promise<MelodyWeights> {
    return (await this.#composer.model()).weights;
  }
}

function storeOf(library: Promise<Library>): StyleStore {
  return {
    tunes: async (profileId, songIds) => tunesOf(await library, profileId, songIds),
    keep: async (profileId, bytes) => keepStyle(await library, profileId, bytes),
    read: async (profileId) => readStyle(await library, profileId),
    undo: async (profileId) => void (await undoStyle(await library, profileId)),
  };
}
