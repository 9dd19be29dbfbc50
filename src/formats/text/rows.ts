/** Why a row was left out on purpose; nothing is wrong with it. */
export type SkipReason =
  | "podcast"
  | "private-session"
  | "unknown-track"
  | "unrated"
  | "feedback-without-track"
  | "duplicate-play"
  | "duplicate-rating"
  | "same-name"
  | "duplicate-file"
  | "other-file";

/** What a parser tells while it reads; rows count from 1, the header included. */
export interface RowSink<Row> {
  accept(value: Row, row: number): void;
  skip(reason: SkipReason): void;
  reject(row: number, reason: string): void;
}

export interface Reject {
  readonly file: string;
  /** Counted from 1; 0 where the whole file is meant. */
  readonly row: number;
  readonly reason: string;
}

/** Rejected rows that are kept word for word; the rest is only counted. */
const KEPT_REJECTS = 1000;

/** Counts what was left out of an import, and keeps the first rejects. */
export class LeftOut {
  readonly rejected: Reject[] = [];
  rejectedCount = 0;
  readonly skipped: Partial<Record<SkipReason, number>> = {};

  reject(file: string, row: number, reason: string): void {
    this.rejectedCount++;
    if (this.rejected.length < KEPT_REJECTS) this.rejected.push({ file, row, reason });
  }

  skip(reason: SkipReason, count = 1): void {
    if (count > 0) this.skipped[reason] = (this.skipped[reason] ?? 0) + count;
  }

  /** A sink for the rows of one file. */
  sink<Row>(file: string, accept: (value: Row, row: number) => void): RowSink<Row> {
    return {
      accept,
      skip: (reason) => this.skip(reason),
      reject: (row, reason) => this.reject(file, row, reason),
    };
  }
}
