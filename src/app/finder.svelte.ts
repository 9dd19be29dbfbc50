import type { Client } from "../rpc/connect";
import type { RecommenderApi } from "../rpc/contracts/recommender";
import { problemOf, type Problem } from "./problem";

export type Found = Awaited<ReturnType<Client<RecommenderApi>["find"]>>[number];

/** Typing pauses this long before the question is asked, in ms. */
const pauseMs = 150;

/** Search over what the communities know, for picking favourites. */
export class Finder {
  text = $state("");
  /** Undefined while nothing was asked or the answer is on its way. */
  found = $state.raw<readonly Found[] | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);

  readonly #recommender: Client<RecommenderApi>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  constructor(recommender: Client<RecommenderApi>) {
    this.#recommender = recommender;
  }

  /** Takes what is typed; asks once the typing pauses. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#asked.abort();
    if (text.trim() === "") this.found = undefined;
    else this.#timer = setTimeout(() => void this.#ask(text.trim()), pauseMs);
  }

  async #ask(text: string): Promise<void> {
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const found = await this.#recommender.find({ text, n: 12 }, { signal });
      if (signal.aborted) return;
      this.found = found;
      this.problem = undefined;
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error);
    }
  }
}
