import { chunksOf, isWordChunk } from "../../nn/tokenizer/text";

/** The words of a text in lower case, without marks, in order; a hyphen parts two words. */
export function wordsIn(text: string): readonly string[] {
  return chunksOf(text)
    .filter(isWordChunk)
    .map((chunk) => chunk.slice(1));
}
