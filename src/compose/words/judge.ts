import type { Lexicon } from "../../lyrics/lexicon";
import type { CorpusWord } from "./corpus-words";
import type { Passages } from "./known-passages";

/** What lines of any engine are judged by. */
export interface Judge {
  readonly lexicon: Lexicon;
  /** Passages of the corpus and, if there are such, of the person's own songs. */
  readonly passages: readonly Passages[];
  readonly corpus: ReadonlyMap<string, CorpusWord>;
}
