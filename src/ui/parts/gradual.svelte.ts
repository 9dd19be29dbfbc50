import { inTurn } from "./in-turn";

/**
 * How many rows of a list are drawn: none at first and more with the frames, so that no single
 * task keeps the page from answering; lists that are drawn at the same time take turns. To be made while a component is set up.
 *
 * @param total  rows there are, read reactively
 */
export class Gradual {
  count = $state(0);

  constructor(total: () => number) {
    $effect(() => {
      if (this.count >= total()) return;
      return inTurn(() => this.count++);
    });
  }
}
