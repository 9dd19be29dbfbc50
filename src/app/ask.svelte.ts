import type { Client } from "../rpc/connect";
import type { Answer, RecommenderApi, Wish } from "../rpc/contracts/recommender";
import { Asking } from "./asking.svelte";
import { withoutWish } from "./ask-words";

/** Entries asked for. */
const listed = 12;

/** A request in the person's own words, and the list it was answered with. */
export class AskState {
  text = $state("");
  /** What the answer on the screen was asked with. */
  asked = $state("");
  answer = $state.raw<Answer | undefined>(undefined);
  readonly asking = new Asking();

  readonly #recommender: Client<RecommenderApi>;
  readonly #profileId: string;
  readonly #adventure: () => number;

  constructor(recommender: Client<RecommenderApi>, profileId: string, adventure: () => number) {
    this.#recommender = recommender;
    this.#profileId = profileId;
    this.#adventure = adventure;
  }

  /** Asks with the words as they stand; without any, the answer goes. */
  async ask(text = this.text): Promise<void> {
    this.text = text;
    const asked = text.trim();
    if (asked === "") return this.clear();
    await this.asking.ask(
      () =>
        this.#recommender.ask({
          profileId: this.#profileId,
          text: asked,
          n: listed,
          adventure: this.#adventure(),
        }),
      (answer) => {
        this.answer = answer;
        this.asked = asked;
      },
    );
  }

  /** Takes one wish out of the words and asks again. */
  async drop(wish: Wish): Promise<void> {
    await this.ask(withoutWish(this.asked, wish));
  }

  clear(): void {
    this.text = "";
    this.asked = "";
    this.answer = undefined;
  }
}
