import { cacheSizes } from "./cache-sizes";
import type { Library } from "../../library/schema";
import { problemOf, type Problem } from "../problem";

/** What is stored, by kind, in the order of how dear it is to the person. */
export const storageKinds = ["yours", "communities", "shelf", "models", "samples", "app"] as const;
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
      const [caches, communities, estimate, persisted] = await Promise.all([
        cacheSizes(),
        communityBytes(this.#library),
        navigator.storage?.estimate() ?? {},
        navigator.storage?.persisted() ?? false,
      ]);
      const cached = Object.values(caches).reduce((sum, size) => sum + size, 0);
      const { models = 0, samples = 0, shelf = 0 } = caches;
      this.bytes = {
        // What is left of the browser's figure is the database; it counts its own overhead too.
        yours: Math.max(0, (estimate.usage ?? cached) - cached - communities),
        communities,
        shelf,
        models,
        samples,
        app: cached - models - samples - shelf,
      };
      this.quota = estimate.quota ?? 0;
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

/** The packed columns of all communities, in bytes. */
async function communityBytes(library: Library): Promise<number> {
  let bytes = 0;
  await library.communityBlocks.each((block) => {
    bytes += block.bytes.byteLength;
  });
  return bytes;
}
