import type { Progress } from "../../rpc/messages";
import { problemOf, type Problem } from "../problem";

/** Where work in a worker stands. */
export type Work =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly share: number; readonly stage?: string }
  | { readonly kind: "failed"; readonly problem: Problem };

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** One question to the composer at a time: how far it is, what went wrong, and a way to stop it. */
export class Asking {
  work = $state.raw<Work>({ kind: "idle" });
  #cancel = new AbortController();

  get busy(): boolean {
    return this.work.kind === "busy";
  }

  /**
   * Asks, and keeps the state of it. A fault is shown by `work`, never thrown.
   *
   * @param onProgress  told each step, as for curves
   * @returns the answer; undefined when it failed, was cancelled, or another question is under way
   */
  async ask<T>(
    question: (options: AskOptions) => Promise<T>,
    onProgress?: (progress: Progress) => void,
  ): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    this.work = { kind: "busy", share: 0 };
    try {
      const answer = await question({
        signal,
        onProgress: (progress) => {
          if (signal.aborted) return;
          const { share, stage } = progress;
          this.work = { kind: "busy", share, ...(stage === undefined ? {} : { stage }) };
          onProgress?.(progress);
        },
      });
      this.work = { kind: "idle" };
      return signal.aborted ? undefined : answer;
    } catch (error) {
      const problem = problemOf(error);
      const cancelled = signal.aborted || problem.kind === "cancelled";
      this.work = cancelled ? { kind: "idle" } : { kind: "failed", problem };
      return undefined;
    }
  }

  cancel(): void {
    this.#cancel.abort(new DOMException("Cancelled by the person.", "AbortError"));
  }

  /** What went wrong has been read. */
  dismiss(): void {
    if (this.work.kind === "failed") this.work = { kind: "idle" };
  }
}
