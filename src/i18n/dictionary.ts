/**
 * The shape of a page's words, taken from the English ones: the same keys, and for a sentence with
 * parameters the same parameters. A key that a translation lacks, or has too many, does not compile.
 */
export type Words<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...parameters: infer Parameters) => string
      ? (...parameters: Parameters) => string
      : Words<Source[Key]>;
};
