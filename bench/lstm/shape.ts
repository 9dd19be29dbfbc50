/** The shape that is measured; MusicRNN is given the same. */
export interface Shape {
  readonly hidden: number;
  readonly layers: number;
  /** Tokens: of the one-hot input and of the logits. */
  readonly classes: number;
}

/**
 * What a step cannot do without: a byte a weight read once, and a multiply-add a weight and
 * sequence. Of the matrix that the one-hot input meets it is one row.
 */
export function floorOf({ hidden, layers, classes }: Shape): {
  readonly weightBytes: number;
  readonly multiplyAdds: number;
} {
  const recurrent = (2 * layers - 1) * hidden * 4 * hidden;
  const weights = recurrent + 4 * hidden + hidden * classes;
  return { weightBytes: weights, multiplyAdds: weights };
}
