import type { Library } from "../../library/schema";
import { estimateByKind } from "../../library/storage";
import { problemOf, type Problem } from "../problem";
import { cacheSizes } from "./cache-sizes";

/** What is stored, by kind, in the order of how dear it is to the person. */
export const storageKinds = [
  "songs",
  "music",
  "listens",
  "communities",
  "models",
  "samples",
  "app",
] as const;
export type StorageKind = (typeof storageKinds)[number];

/** How much room the app takes on this device, by kind, and whether the browser promised to keep it. */
export class StorageUse {
  /** In bytes; absent until measured. */
  bytes = $state.raw<Readonly<Record<StorageKind, number>> | undefined>();
  /** What the browser would let the app use, in bytes; 0 when it does not say. */
  quota = $state(0);
  persisted = $state<boolean | undefined>();
  /** The person asked and the browser said no, for now. */
  refused = $state(false);
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  async measure(): Promise<void> {
    try {
      const [caches, estimate, persisted] = await Promise.all([
        cacheSizes(),
        estimateByKind(this.#library, { storage: navigator.storage }),
        navigator.storage?.persisted() ?? false,
      ]);
      const { models = 0, samples = 0, ...others } = caches;
      this.bytes = {
        songs: estimate.scoresAndSongs,
        music: estimate.music,
        listens: estimate.listensAndRatings,
        communities: estimate.communities,
        models,
        samples,
        app: Object.values(others).reduce((sum, size) => sum + size, 0),
      };
      this.quota = estimate.quota;
      this.persisted = persisted;
      this.problem = undefined;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Asks the browser never to clear the data by itself. */
  async persist(): Promise<void> {
    this.persisted = (await navigator.storage?.persist()) ?? false;
    this.refused = !this.persisted;
  }
}
