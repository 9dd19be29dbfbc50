import { STOP_KEEPING, type KeepAnswer, type KeepRequest } from "./keep-messages";

/** A worker that says nothing for this long was ended by the browser; in ms. */
const patienceMs = 120_000;

/**
 * Models, samples and the starter shelf, which the service worker fetches after the first visit
 * and checks, so that the app needs no network from then on. What is whole is never fetched twice.
 */
class Offline {
  state = $state<"unknown" | "filling" | "ready" | "stopped">("unknown");
  /** Of the bytes to keep, 0–1. */
  share = $state(0);
  /** Files that could not be kept, with the reason. */
  faults = $state.raw<readonly string[]>([]);

  #port: MessagePort | undefined;

  /** Keeps what is missing; resolves when it is over. One at a time. */
  async fill(): Promise<void> {
    if (this.state === "filling") return;
    this.state = "filling";
    this.share = 0;
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const ended = this.#follow(port1);
    active?.postMessage({ type: "KEEP_FILES" } satisfies KeepRequest, [port2]);
    this.faults = await ended;
    this.state = this.faults.length === 0 ? "ready" : "stopped";
    port1.close();
  }

  stop(): void {
    this.#port?.postMessage(STOP_KEEPING);
  }

  #follow(port: MessagePort): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const silent = () => resolve(["The service worker said nothing any more."]);
      let timer = setTimeout(silent, patienceMs);
      port.onmessage = ({ data }: MessageEvent<KeepAnswer>) => {
        clearTimeout(timer);
        if (data.kind === "ended") resolve(data.faults);
        else {
          this.share = data.share;
          timer = setTimeout(silent, patienceMs);
        }
      };
    });
  }
}

export const offline = new Offline();
