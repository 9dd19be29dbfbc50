import type { LineForm } from "../../src/compose/words/form";
import { isArchaic } from "../../src/compose/words/lists/archaisms";
import { wordsIn } from "../../src/compose/words/word-text";
import type { Lexicon } from "../../src/lyrics/lexicon";
import { analyseLine } from "../../src/lyrics/line";

/** A stanza as it was asked for and as it was written. */
export interface MeasuredStanza {
  readonly form: readonly LineForm[];
  readonly lines: readonly string[];
}

const RUN = 7;

/**
 * What holds of stanzas, found from their text alone.
 *
 * @param corpus  the words of each text that nothing may be copied from
 */
export function measureLines(
  lexicon: Lexicon,
  stanzas: readonly MeasuredStanza[],
  corpus: readonly (readonly string[])[],
) {
  let lines = 0;
  let syllables = 0;
  let rhymes = 0;
  let differing = 0;
  for (const stanza of stanzas) {
    const told = stanza.lines.map((line) => analyseLine(lexicon, line));
    const ends = stanza.lines.map((line) => wordsIn(line).at(-1));
    stanza.form.forEach((form, i) => {
      lines++;
      if (told[i]?.syllables === form.syllables) syllables++;
      const group = stanza.form.flatMap(({ letter }, other) =>
        other < i && letter !== undefined && letter === form.letter ? [other] : [],
      );
      const key = told[i]?.rhymeKeys.perfect;
      if (group.every((other) => told[other]?.rhymeKeys.perfect === key)) rhymes++;
      if (group.every((other) => ends[other] !== ends[i])) differing++;
    });
  }
  const words = stanzas.flatMap((stanza) => stanza.lines.flatMap(wordsIn));
  return {
    lines,
    words: words.length,
    exactSyllables: syllables / lines,
    exactRhymes: rhymes / lines,
    differingEndWords: differing / lines,
    archaicWords: words.filter(isArchaic).length / words.length,
    distinct2: distinctPairs(words),
    corpusDistinct2: corpus.map((text) => distinctPairs(text.slice(0, words.length))),
    corpusRunsOfSeven: corpus.length === 0 ? null : copiedRuns(stanzas, corpus),
  };
}

/** Share of the pairs of words that are different ones. */
function distinctPairs(words: readonly string[]): number {
  const pairs = new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
  return Math.round((1e4 * pairs.size) / Math.max(1, words.length - 1)) / 1e4;
}

/** Runs of seven words, within and across lines, that stand in the corpus. */
function copiedRuns(
  stanzas: readonly MeasuredStanza[],
  corpus: readonly (readonly string[])[],
): number {
  const written = new Set(stanzas.flatMap(({ lines }) => [...runsOf(lines.flatMap(wordsIn))]));
  const copied = new Set<string>();
  for (const text of corpus) {
    for (const run of runsOf(text)) if (written.has(run)) copied.add(run);
  }
  return copied.size;
}

function* runsOf(words: readonly string[]): Generator<string> {
  for (let i = 0; i + RUN <= words.length; i++) yield words.slice(i, i + RUN).join(" ");
}
