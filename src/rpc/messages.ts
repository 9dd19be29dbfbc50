/** What the page sends to a worker. */
export type Outgoing =
  | {
      readonly kind: "call";
      readonly id: number;
      readonly method: string;
      readonly request: unknown;
    }
  | { readonly kind: "abort"; readonly id: number };

/** What a worker sends back; every call ends with exactly one `result` or `failure`. */
export type Incoming =
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly name: string;
      readonly message: string;
    };

export interface Progress {
  /** Share of the work done, 0–1. */
  readonly share: number;
  /** A word for the stage, a key of the interface's dictionary; never shown as it is. */
  readonly stage?: string;
  /** Points of the curves that are drawn meanwhile, by the curve's name. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** True when `data` is a well-formed answer; anything else means the worker is not ours any more. */
export function isIncoming(data: unknown): data is Incoming {
  if (typeof data !== "object" || data === null) return false;
  const { kind, id, progress, message } = data as Record<string, unknown>;
  if (typeof id !== "number") return false;
  if (kind === "result") return true;
  if (kind === "failure") return typeof message === "string";
  return (
    kind === "progress" &&
    typeof progress === "object" &&
    progress !== null &&
    typeof (progress as Record<string, unknown>)["share"] === "number"
  );
}
