import type { AuthoredChange } from "../../library/rows";
import type { KeptSong } from "../../library/songs";
import type { ComposedCandidate } from "../../rpc/contracts/composer";

/** A piece the model proposes; it is light until it is kept. */
export interface Proposal {
  readonly id: string;
  /** The candidates that were proposed together. */
  readonly batch: string;
  readonly candidate: ComposedCandidate;
  /** The wishes it was written from. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** What was changed since. */
  readonly changes: readonly AuthoredChange[];
  readonly state: "proposed" | "kept" | "rejected";
  readonly kept?: KeptSong;
}
