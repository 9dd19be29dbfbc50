import { wordsIn } from "../../src/compose/words/word-text";

/** Its lines as printed. */
export type Stanza = readonly string[];

interface Counted {
  readonly text: string;
  readonly count: number;
  readonly endCount: number;
}

const FEWEST = 5;
/** A word that begins with a capital so often within lines is a name. */
const NAME = 0.75;
const KEPT = new Set(
  (
    "i i'm i'll i've i'd god lord january february march april may june july august september " +
    "october november december monday tuesday wednesday thursday friday saturday sunday christmas"
  ).split(" "),
);

/** The words of verse by count, names left out. */
export function countWords(stanzas: readonly Stanza[]): readonly Counted[] {
  const counts = new Map<
    string,
    { count: number; ends: number; inside: number; capital: number }
  >();
  for (const line of stanzas.flat()) {
    const words = wordsIn(line);
    words.forEach((word, i) => {
      const entry = counts.get(word) ?? { count: 0, ends: 0, inside: 0, capital: 0 };
      entry.count++;
      if (i === words.length - 1) entry.ends++;
      counts.set(word, entry);
    });
    // Within a line and not after a full stop a capital is a name's.
    for (const [, written = ""] of line.matchAll(/[a-z,;:] ([A-Za-z][A-Za-z'’]*)/g)) {
      const entry = counts.get(wordsIn(written)[0] ?? "");
      if (entry === undefined) continue;
      entry.inside++;
      if (/^[A-Z]/.test(written)) entry.capital++;
    }
  }
  return [...counts]
    .filter(([text, { count, inside, capital }]) => {
      const isName = inside === 0 || capital / inside >= NAME;
      return count >= FEWEST && /^[a-z']+$/.test(text) && (!isName || KEPT.has(text));
    })
    .map(([text, { count, ends }]) => ({ text, count, endCount: ends }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}
