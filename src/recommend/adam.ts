/** How fast the means of gradients and of their squares forget; the values of the paper. */
const decay = 0.9;
const squareDecay = 0.999;
const epsilon = 1e-8;

/**
 * Adam for a table of which each step touches few rows: the moments of the others stand still, so
 * that a step costs what it touches and not the table.
 *
 * @see Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015
 */
export class RowAdam {
  /** rows × width, to be set before the first step. */
  readonly weights: Float32Array;
  /** rows × width, to be added to; a step takes it and leaves zeros. */
  readonly gradients: Float32Array;
  private readonly moments: Float32Array;
  private readonly squares: Float32Array;
  private readonly touchedAt: Int32Array;
  private readonly touched: Uint32Array;
  private count = 0;
  private steps = 0;

  constructor(
    rows: number,
    private readonly width: number,
  ) {
    this.weights = new Float32Array(rows * width);
    this.gradients = new Float32Array(rows * width);
    this.moments = new Float32Array(rows * width);
    this.squares = new Float32Array(rows * width);
    this.touchedAt = new Int32Array(rows).fill(-1);
    this.touched = new Uint32Array(rows);
  }

  /** Says that the gradient of a row is no longer zero. */
  touch(row: number): void {
    if (this.touchedAt[row] === this.steps) return;
    this.touchedAt[row] = this.steps;
    this.touched[this.count++] = row;
  }

  /** Moves the rows touched since the last step against their gradients. */
  step(rate: number): void {
    const { weights, gradients, moments, squares, width } = this;
    this.steps++;
    const size = rate / (1 - decay ** this.steps);
    const unbias = 1 / Math.sqrt(1 - squareDecay ** this.steps);
    for (let t = 0; t < this.count; t++) {
      const from = (this.touched[t] as number) * width;
      for (let at = from; at < from + width; at++) {
        const gradient = gradients[at] as number;
        const moment = decay * (moments[at] as number) + (1 - decay) * gradient;
        const square =
          squareDecay * (squares[at] as number) + (1 - squareDecay) * gradient * gradient;
        moments[at] = moment;
        squares[at] = square;
        weights[at] =
          (weights[at] as number) - (size * moment) / (Math.sqrt(square) * unbias + epsilon);
        gradients[at] = 0;
      }
    }
    this.count = 0;
  }
}
