/** A token on its way through the network. */
export interface Item {
  /** The sequence that it belongs to. */
  readonly row: number;
  readonly token: number;
  readonly position: number;
}

/** What computes: it knows nothing of how far a sequence has come. */
export interface Engine {
  readonly device: "wasm" | "cpu";
  /** Tokens that one run takes at most. */
  readonly most: number;
  /**
   * Runs some tokens, those of one row in the order of their positions, and keeps what later ones
   * need of them.
   *
   * @param wanted  places among the items whose logits are told
   * @returns       [wanted × vocabulary], valid until the next run
   * @throws DeviceError when a logit is not finite
   */
  run(items: readonly Item[], wanted: readonly number[]): Float32Array;
  /** Gives a row what another knows of its first positions. */
  copy(from: number, to: number, length: number): void;
  dispose(): void;
}
