import type { ItemId } from "../base/item";
import type { Client } from "../rpc/connect";
import type { RecommenderApi, SimilarPage } from "../rpc/contracts/recommender";
import { Asking } from "./asking.svelte";
import type { SlateRow } from "./slate-changes";

/** Entries asked for. */
const listed = 20;

/** What is near one artist or track. */
export class SimilarState {
  item = $state.raw<SimilarPage["item"] | undefined>(undefined);
  similar = $state.raw<readonly SlateRow[]>([]);
  byArtist = $state.raw<readonly SlateRow[]>([]);
  readonly asking = new Asking();

  readonly #recommender: Client<RecommenderApi>;
  readonly #profileId: string;

  constructor(recommender: Client<RecommenderApi>, profileId: string) {
    this.#recommender = recommender;
    this.#profileId = profileId;
  }

  /** Whether all that is said of listeners here comes from simulated ones. */
  simulatedBy(communities: readonly string[]): boolean {
    const rows = [...this.similar, ...this.byArtist];
    return rows.length > 0 && rows.every(({ entry }) => communities.includes(entry.communityId));
  }

  async load(itemId: ItemId): Promise<void> {
    await this.asking.ask(
      () => this.#recommender.similar({ profileId: this.#profileId, itemId, n: listed }),
      (page) => {
        this.item = page?.item;
        this.similar = page?.similar.map((entry) => ({ entry })) ?? [];
        this.byArtist = page?.byArtist.map((entry) => ({ entry })) ?? [];
      },
    );
  }
}
