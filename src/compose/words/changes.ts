import type { LineRequest } from "./request";
import { wordsIn } from "./word-text";

/** What a person may ask of a line that stands: others in its place. */
export type LineChange =
  | { readonly kind: "more" }
  | { readonly kind: "shorter" }
  | { readonly kind: "longer" }
  | { readonly kind: "plainer" }
  | { readonly kind: "rhyme"; readonly word: string }
  | { readonly kind: "finish"; readonly begins: string };

/** Syllables that a shorter or longer line differs by. */
const STEP = 2;
const MOST_SYLLABLES = 16;

/**
 * The request for other lines in the place of one.
 *
 * @param request  what the line was asked to be
 * @param line     the line that stands there, or was offered
 */
export function changedRequest(
  request: LineRequest,
  line: string,
  change: LineChange,
): LineRequest {
  const { syllables } = request.form;
  const without = { ...request, rejected: [...(request.rejected ?? []), line] };
  switch (change.kind) {
    case "more":
      return { ...without, like: line, theme: themeWith(request, line) };
    case "plainer":
      return { ...request, like: line, plainer: true };
    case "shorter":
      return { ...request, like: line, form: { syllables: Math.max(1, syllables - STEP) } };
    case "longer":
      return {
        ...request,
        like: line,
        form: { syllables: Math.min(MOST_SYLLABLES, syllables + STEP) },
      };
    case "rhyme":
      return { ...without, rhymes: [change.word] };
    case "finish":
      return { ...request, begins: change.begins };
  }
}

/** The theme with the line's last word of meaning put first. */
function themeWith({ theme = [] }: LineRequest, line: string): readonly string[] {
  const end = wordsIn(line).at(-1);
  return end === undefined ? theme : [...new Set([...theme, end])];
}
