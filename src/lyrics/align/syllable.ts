/** A syllable of the words to be set, with what the penalties ask of it. */
export interface LineSyllable {
  /** As it will stand under the note, punctuation included. */
  readonly text: string;
  /** Its word goes on with the next syllable. */
  readonly hyphen: boolean;
  /** It is not the first of its word. */
  readonly inside: boolean;
  /**
   * "main" and "side": primary and secondary stress; "weak": unstressed in a longer word;
   * "function": a small word of one syllable; "free": nothing is known, as in Chinese.
   */
  readonly weight: "main" | "side" | "weak" | "function" | "free";
  /** Last of its line. */
  readonly lineEnd: boolean;
  /** Punctuation follows: a breath is natural. */
  readonly pause: boolean;
}
