import type { Client } from "../rpc/connect";
import type { Portrait, QualityReport, RecommenderApi } from "../rpc/contracts/recommender";
import { Asking } from "./asking.svelte";

/** What the history says of the person, and how well the recommendations fit them. */
export class InsightsState {
  portrait = $state.raw<Portrait | undefined>(undefined);
  report = $state.raw<QualityReport | undefined>(undefined);
  readonly painting = new Asking();
  readonly measuring = new Asking();

  readonly #recommender: Client<RecommenderApi>;
  readonly #profileId: string;

  constructor(recommender: Client<RecommenderApi>, profileId: string) {
    this.#recommender = recommender;
    this.#profileId = profileId;
  }

  async paint(): Promise<void> {
    await this.painting.ask(
      () => this.#recommender.portrait({ profileId: this.#profileId }),
      (portrait) => (this.portrait = portrait),
    );
  }

  /** Holds out every like once, which takes a while: it says how far it is and can be given up. */
  async measure(): Promise<void> {
    await this.measuring.ask(
      (options) => this.#recommender.report({ profileId: this.#profileId }, options),
      (report) => (this.report = report),
    );
  }
}
