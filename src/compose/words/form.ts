import { fault, ok, type Result } from "../../base/result";
import { beatsOf, isMetre, METRES } from "./metre";

/** What a line must be. */
export interface LineForm {
  /** Exactly, 1–16. */
  readonly syllables: number;
  /** Number of the earlier line of the section that it rhymes with. */
  readonly rhymesWith?: number;
  /** Letter of its rhyme; none where the line is free. */
  readonly letter?: string;
  /** For each syllable, 1 where a stress is wanted, 0 where none is. */
  readonly stresses?: readonly (0 | 1)[];
}

/** A section of a song: its name and its lines. */
export interface SectionForm {
  /** "verse", "chorus" …; a name that comes again with `again` brings back the same words. */
  readonly name: string;
  readonly lines: readonly LineForm[];
  /** Number of the earlier section of the song whose words return here. */
  readonly again?: number;
}

/** How lines are asked for: letters, syllables, and a metre. */
export interface FormText {
  /** "ABAB": a letter a line, equal letters rhyme; "x" rhymes with none. */
  readonly scheme: string;
  /** "8,6,8,6", or one number for all lines. */
  readonly syllables: string;
  /** "iambic", "trochaic", "anapaestic", "dactylic"; free, if left out. */
  readonly metre?: string;
}

const MOST_LINES = 16;
const MOST_SYLLABLES = 16;

/**
 * Reads the form of a section; a fault says in which column of the scheme or of the syllables.
 *
 * @example parseLines({ scheme: "ABAB", syllables: "8,6,8,6" })
 */
export function parseLines({ scheme, syllables, metre }: FormText): Result<readonly LineForm[]> {
  const letters = parseScheme(scheme);
  if (!letters.ok) return letters;
  const counts = parseSyllables(syllables, letters.value.length);
  if (!counts.ok) return counts;
  if (metre !== undefined && !isMetre(metre)) {
    return fault(`"${metre}" is not one of ${METRES.join(", ")}.`);
  }
  return ok(
    letters.value.map((letter, i): LineForm => {
      const count = counts.value[i] as number;
      const earlier = letter === undefined ? -1 : letters.value.lastIndexOf(letter, i - 1);
      return {
        syllables: count,
        ...(letter === undefined ? {} : { letter }),
        ...(i > 0 && earlier >= 0 ? { rhymesWith: earlier } : {}),
        ...(metre === undefined ? {} : { stresses: beatsOf(metre, count) }),
      };
    }),
  );
}

function parseScheme(scheme: string): Result<readonly (string | undefined)[]> {
  const letters: (string | undefined)[] = [];
  for (const { 0: sign, index } of scheme.matchAll(/\S/g)) {
    if (!/[a-z]/i.test(sign)) {
      return fault(`"${sign}" is not a letter of a rhyme scheme such as ABAB.`, {
        column: index + 1,
      });
    }
    letters.push(sign.toLowerCase() === "x" ? undefined : sign.toUpperCase());
  }
  if (letters.length === 0) return fault("The rhyme scheme is empty; write one such as ABAB.");
  if (letters.length > MOST_LINES) {
    return fault(`A section has at most ${MOST_LINES} lines, not ${letters.length}.`);
  }
  return ok(letters);
}

function parseSyllables(text: string, lines: number): Result<readonly number[]> {
  const counts: number[] = [];
  for (const { 0: written, index } of text.matchAll(/[^,]+/g)) {
    const count = Number(written);
    if (!(Number.isInteger(count) && count >= 1 && count <= MOST_SYLLABLES)) {
      const problem = `"${written.trim()}" is not a number of syllables from 1 to ${MOST_SYLLABLES}.`;
      return fault(problem, { column: index + 1 });
    }
    counts.push(count);
  }
  if (counts.length === 1) return ok(Array.from({ length: lines }, () => counts[0] as number));
  if (counts.length !== lines) {
    return fault(`The scheme has ${lines} lines, but there are ${counts.length} syllable counts.`);
  }
  return ok(counts);
}
