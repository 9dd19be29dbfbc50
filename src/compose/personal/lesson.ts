import type { Readable } from "./reader";

/** A tune to learn from. */
export interface Lesson extends Readable {
  /**
   * One an event; its nats are multiplied by it. 1 (all, if left out) is plain likelihood, an
   * advantage is policy gradient, 0 leaves the event out.
   */
  readonly weights?: readonly number[];
  /**
   * The model's own odds at each event, as they are without an adapter, are learned in place of
   * the event: what it knew is kept (Li, Hoiem, "Learning without forgetting", ECCV 2016).
   */
  readonly keep?: boolean;
}
