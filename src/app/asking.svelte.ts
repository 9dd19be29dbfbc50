import type { Progress } from "../rpc/messages";
import { problemOf, type Problem } from "./problem";

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * A question whose answer takes time, as a screen shows it. Only the answer to the latest question
 * counts; earlier ones are still answered, since they may have changed something on the way.
 */
export class Asking {
  phase = $state<"new" | "busy" | "ready" | "failed">("new");
  problem = $state.raw<Problem | undefined>(undefined);
  /** Share of the work done, 0–1, where it is known. */
  share = $state<number | undefined>(undefined);

  #turn = 0;
  #stop = new AbortController();

  /** @returns whether the answer was taken: it came, and nothing else was asked meanwhile */
  async ask<T>(
    question: (options: AskOptions) => Promise<T>,
    take: (answer: T) => void,
  ): Promise<boolean> {
    const turn = ++this.#turn;
    this.#stop = new AbortController();
    this.phase = "busy";
    this.share = undefined;
    try {
      const answer = await question({
        signal: this.#stop.signal,
        onProgress: ({ share }) => {
          if (turn === this.#turn) this.share = share;
        },
      });
      if (turn !== this.#turn) return false;
      take(answer);
      this.phase = "ready";
      this.problem = undefined;
      return true;
    } catch (error) {
      if (turn !== this.#turn) return false;
      this.problem = problemOf(error);
      this.phase = this.problem.kind === "cancelled" ? "new" : "failed";
      return false;
    }
  }

  /** Gives up the latest question. */
  cancel(): void {
    this.#stop.abort();
  }
}
