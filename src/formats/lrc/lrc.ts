/** A word or syllable of a line and when it begins. */
export interface TimedWord {
  readonly startMs: number;
  /** With the blank that follows it, if one does. */
  readonly text: string;
}

/** A line of words in time; an empty text is a pause. */
export interface TimedLine {
  readonly startMs: number;
  readonly text: string;
  /** Where the file times its words; absent: it times the line only. */
  readonly words?: readonly TimedWord[];
}

/** Words in time, as an LRC file holds them. */
export interface TimedLyrics {
  readonly title?: string;
  readonly artist?: string;
  readonly lines: readonly TimedLine[];
}
