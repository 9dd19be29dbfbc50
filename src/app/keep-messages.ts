/** Asks the service worker to keep models, samples and shelf; its answers come over the port. */
export interface KeepRequest {
  readonly type: "KEEP_FILES";
}

/** Over the port, from the worker: how far it is, then once how it ended. */
export type KeepAnswer =
  | { readonly kind: "progress"; /** Of the bytes, 0–1. */ readonly share: number }
  | {
      readonly kind: "ended";
      /** A line for each file not kept. */ readonly faults: readonly string[];
    };

/** Over the port, from the page: stop. */
export const STOP_KEEPING = "stop";
