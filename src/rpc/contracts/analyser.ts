import type { ItemId } from "../../base/item";
import type { HeardNote } from "../../compose/motif/hear";

export interface AnalyserApi {
  /** The notes of a hummed, sung or whistled line. @param samples  mono, −1 to 1; transferred */
  hear(request: {
    readonly samples: Float32Array<ArrayBuffer>;
    readonly rateHz: number;
  }): readonly HeardNote[];
  /**
   * Measures the sound of a track and keeps what was found.
   * @param channels  one or two of one length at the analysis rate; transferred. None: the sound
   *                  cannot be had, which is kept too.
   */
  measureSound(request: {
    readonly trackId: ItemId;
    readonly channels: readonly Float32Array<ArrayBuffer>[];
  }): void;
  /** Measures pieces by their notes and keeps what was found. Progress: share of the pieces. */
  measureScores(request: {
    readonly pieces: readonly { readonly trackId: ItemId; readonly scoreId: string }[];
  }): void;
}
