import type { LineRequest } from "../request";

/** Lines asked for at a time: most fail one check or another. */
const LINES = 12;
/** Lines of the song that are shown. */
const SHOWN = 12;

/** What the model is told of its work. */
export const instruction =
  "You help to write song lyrics in plain modern English. You keep exactly to the number of " +
  "syllables asked for. You answer with new lines only, never with lines of known songs or poems.";

/** The shape of an answer, as JSON Schema. */
export const LINES_SCHEMA = {
  type: "object",
  properties: {
    lines: { type: "array", items: { type: "string" }, minItems: LINES, maxItems: LINES },
  },
  required: ["lines"],
  additionalProperties: false,
};

/** Asks for lines of a request. */
export function question(request: LineRequest): string {
  const { before, form, rhymes = [], theme = [], mood, begins, like, plainer } = request;
  const song = before.slice(-SHOWN).map((line) => line ?? "");
  const end =
    rhymes.length === 0
      ? ""
      : `Each ends with another word that rhymes with ${rhymes.join(" and ")}.`;
  return [
    song.length === 0 ? "The song begins." : `The song so far:\n${song.join("\n")}`,
    `Write ${LINES} different candidates for the next line, each of exactly ${form.syllables} syllables.`,
    end,
    form.stresses === undefined
      ? ""
      : `Stresses: ${form.stresses.map((one) => (one ? "DUM" : "da")).join(" ")}.`,
    theme.length === 0 ? "" : `The song is about ${theme.join(", ")}.`,
    mood === undefined ? "" : `Its mood is ${mood}.`,
    begins === undefined ? "" : `Each begins with: ${begins}`,
    like === undefined ? "" : `Like this line, in other words: ${like}`,
    plainer === true ? "Use short everyday words." : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/**
 * The lines of an answer so far: the whole strings of its list, the last of which may still be on
 * its way and is then left out.
 */
export function linesIn(answer: string): readonly string[] {
  const list = answer.indexOf("[");
  if (list < 0) return [];
  return Array.from(answer.slice(list).matchAll(/"(?:[^"\\]|\\.)*"/g), ([written]) => {
    try {
      return String(JSON.parse(written)).trim();
    } catch {
      return "";
    }
  }).filter((line) => line !== "");
}
