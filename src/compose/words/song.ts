import type { LyricEngine, ProposeOptions } from "./engine";
import type { LineForm, SectionForm } from "./form";
import type { LineCandidate, LineRequest, SongLine } from "./request";
import { wordsIn } from "./word-text";

/** What all lines of a song share. */
export interface SongWishes extends Pick<LineRequest, "theme" | "mood" | "own" | "plainer"> {
  readonly seed: number | string;
  /** A line that stands in the song already: a hook or title, by section name and line number. */
  readonly given?: (section: string, line: number) => string | undefined;
}

/** A section with its words; a line that was given has no candidate behind it. */
export interface WrittenSection {
  readonly name: string;
  readonly lines: readonly WrittenLine[];
}

interface WrittenLine {
  readonly text: string;
  readonly candidate?: LineCandidate;
}

/** Stanzas begun afresh before it is said that the form cannot be met. */
const ATTEMPTS = 6;

/** What line `at` of a section is asked to be, the lines before it being there. */
export function requestFor(
  lines: readonly LineForm[],
  at: number,
  written: readonly string[],
  before: readonly SongLine[],
  wishes: SongWishes,
  count: number,
): LineRequest {
  const { letter, syllables, stresses } = lines[at] as LineForm;
  const same = (line: LineForm) => letter !== undefined && line.letter === letter;
  const rhymes = lines.slice(0, at).flatMap((line, i) => {
    return same(line) ? (wordsIn(written[i] ?? "").at(-1) ?? []) : [];
  });
  const { seed, theme, mood, own, plainer } = wishes;
  return {
    before: [...before, ...written],
    form: { syllables, ...(stresses === undefined ? {} : { stresses }) },
    rhymes,
    partners: lines.slice(at + 1).filter(same).length,
    closes: at === lines.length - 1,
    count,
    seed,
    ...(theme === undefined ? {} : { theme }),
    ...(mood === undefined ? {} : { mood }),
    ...(own === undefined ? {} : { own }),
    ...(plainer === undefined ? {} : { plainer }),
  };
}

/**
 * Writes a section line by line, each time with the best candidate.
 *
 * @param before  the song so far
 * @throws Error with a sentence to act on when no lines of this form are found
 */
export async function writeSection(
  engine: LyricEngine,
  { name, lines }: SectionForm,
  before: readonly SongLine[],
  wishes: SongWishes,
  options: ProposeOptions = {},
): Promise<WrittenSection> {
  const told = before.length === 0 ? before : [...before, undefined];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seed = attempt === 0 ? wishes.seed : `${wishes.seed} again ${attempt}`;
    const written = await writeLines(engine, name, lines, told, { ...wishes, seed }, options);
    if (written.length === lines.length) return { name, lines: written };
  }
  throw new Error(
    `No ${name} of this form was found; try other rhymes, more syllables, or another seed.`,
  );
}

/** As many lines as are found. */
async function writeLines(
  engine: LyricEngine,
  name: string,
  lines: readonly LineForm[],
  before: readonly SongLine[],
  wishes: SongWishes,
  options: ProposeOptions,
): Promise<readonly WrittenLine[]> {
  const written: WrittenLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const given = wishes.given?.(name, at);
    if (given !== undefined) {
      written.push({ text: given });
      continue;
    }
    const texts = written.map(({ text }) => text);
    const request = requestFor(lines, at, texts, before, wishes, 1);
    const [candidate] = await engine.propose(request, options);
    if (candidate === undefined) break;
    written.push({ text: candidate.text, candidate });
  }
  return written;
}

/**
 * Writes a song section by section; sections that return bring their words back as they were.
 *
 * @throws Error with a sentence to act on when no lines of a section's form are found
 */
export async function writeSong(
  engine: LyricEngine,
  form: readonly SectionForm[],
  wishes: SongWishes,
  options: ProposeOptions = {},
): Promise<readonly WrittenSection[]> {
  const song: WrittenSection[] = [];
  for (const [i, section] of form.entries()) {
    const returning = section.again === undefined ? undefined : song[section.again];
    const before = song.flatMap(({ lines }, at): SongLine[] => {
      const texts = lines.map(({ text }) => text);
      return at === 0 ? texts : [undefined, ...texts];
    });
    const seed = `${wishes.seed} ${i}`;
    song.push(
      returning ?? (await writeSection(engine, section, before, { ...wishes, seed }, options)),
    );
  }
  return song;
}
