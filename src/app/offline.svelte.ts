import { keepFiles, readKeptList, type KeptFile } from "./kept-files";

/**
 * Models, samples and the starter shelf, fetched after the first visit and checked, so that the
 * app needs no network from then on. What is whole is never fetched twice.
 */
class Offline {
  state = $state<"unknown" | "filling" | "ready" | "stopped">("unknown");
  /** Of the bytes to keep, 0–1. */
  share = $state(0);
  /** Addresses that could not be kept, with the reason. */
  faults = $state.raw<readonly string[]>([]);

  #stop: AbortController | undefined;

  /** Keeps what is missing. Runs once at a time; an earlier stop is taken back. */
  async fill(): Promise<void> {
    if (this.state === "filling" || !("caches" in globalThis)) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.state = "filling";
    this.share = 0;
    try {
      const files: readonly KeptFile[] = await readKeptList(stop.signal);
      this.faults = await keepFiles(files, stop.signal, (share) => (this.share = share));
      this.state = this.faults.length === 0 ? "ready" : "stopped";
    } catch (error) {
      if (!stop.signal.aborted) this.faults = [String(error)];
      this.state = "stopped";
    }
  }

  stop(): void {
    this.#stop?.abort();
  }
}

export const offline = new Offline();
