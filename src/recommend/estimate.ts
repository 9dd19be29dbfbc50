import { Shortlist } from "../base/shortlist";
import type { SparseVector } from "../base/sparse";
import type { Centres } from "./centring";
import type { Contribution, Estimate } from "./model";

/** What is asked: a value of a row, for a target, from the rows that have one. */
export interface Question {
  /** Of the row that is predicted for, to another. */
  readonly similarity: (row: number) => number;
  /** The rows that have a value for the target, ascending, and that value. */
  readonly raters: SparseVector;
  /** Column part of the centre of the target. */
  readonly column: number;
  /** Centre (row and column part) and unit of the value that is predicted. */
  readonly centre: number;
  readonly unit: number;
  /** The answer where no neighbour is similar. */
  readonly otherwise: number;
}

/**
 * The weighted mean Σ r·s / Σ|s| over at most k neighbours with s > 0, of centred values:
 * centre + unit × Σ s (r − centre_n) / unit_n / Σ s. Of equal similarity the lower number comes
 * first.
 *
 * @see Resnick et al., "GroupLens", CSCW 1994; Herlocker et al., SIGIR 1999 (z-scores)
 */
export class Estimator {
  private readonly best: Shortlist;

  constructor(
    k: number,
    private readonly centres: Centres,
  ) {
    this.best = new Shortlist(k);
  }

  stars(question: Question): number {
    const count = this.choose(question);
    if (count === 0) return question.otherwise;
    const { id, score } = this.best;
    let above = 0;
    let below = 0;
    for (let n = 0; n < count; n++) {
      const s = score[n] as number;
      above += s * this.centred(question, id[n] as number);
      below += s;
    }
    return question.centre + (question.unit * above) / below;
  }

  /** As `stars`, with what each neighbour gave. */
  explain(question: Question, source: Estimate["source"]): Estimate {
    const count = this.choose(question);
    const { otherwise, unit, raters } = question;
    if (count === 0) return { stars: otherwise, base: otherwise, source, contributions: [] };
    let below = 0;
    for (let n = 0; n < count; n++) below += this.best.score[n] as number;
    let stars = question.centre;
    const contributions: Contribution[] = [];
    for (let n = 0; n < count; n++) {
      const p = this.best.id[n] as number;
      const similarity = this.best.score[n] as number;
      const amount = (unit * similarity * this.centred(question, p)) / below;
      stars += amount;
      const value = raters.value[p] as number;
      contributions.push({ source: raters.index[p] as number, similarity, value, amount });
    }
    return { stars, base: question.centre, source, contributions };
  }

  private choose({ similarity, raters }: Question): number {
    this.best.clear();
    for (let p = 0; p < raters.index.length; p++) {
      const s = similarity(raters.index[p] as number);
      if (s > 0) this.best.put(p, s);
    }
    return this.best.sort();
  }

  private centred({ raters, column }: Question, p: number): number {
    const row = raters.index[p] as number;
    const centre = (this.centres.row[row] as number) + column;
    return ((raters.value[p] as number) - centre) / (this.centres.unit[row] as number);
  }
}
