import { fault, ok, type Result } from "../../base/result";

/** A word of the corpus's plain verse. */
export interface CorpusWord {
  readonly text: string;
  readonly count: number;
  /** Lines that end with it. */
  readonly endCount: number;
  /** Words that stand in the same stanzas far more often than by chance, the nearest first. */
  readonly near: readonly string[];
}

const MOST_WORDS = 65_536;

/** A row a word: text, count, count at line ends, and the rows of the words near it, from 0. */
export function writeCorpusWords(words: readonly CorpusWord[]): string {
  const rows = new Map(words.map(({ text }, row) => [text, row]));
  return words
    .map(({ text, count, endCount, near }) => {
      const numbers = near.flatMap((word) => rows.get(word) ?? []);
      return [text, count, endCount, ...(numbers.length > 0 ? [numbers.join(",")] : [])].join(" ");
    })
    .join("\n");
}

export function readCorpusWords(text: string): Result<readonly CorpusWord[]> {
  const rows = text.split("\n").map((row) => row.split(" "));
  if (rows.length > MOST_WORDS) return fault(`The list of words has ${rows.length} rows.`);
  const words: CorpusWord[] = [];
  for (const [i, [word = "", count, endCount, near]] of rows.entries()) {
    const numbers = near === undefined ? [] : near.split(",").map(Number);
    const isWhole = /^[a-z']+$/.test(word) && Number(count) >= 1 && Number(endCount) >= 0;
    if (!isWhole || numbers.some((number) => rows[number] === undefined)) {
      return fault("The list of words is damaged. Download it again.", { row: i + 1 });
    }
    words.push({
      text: word,
      count: Number(count),
      endCount: Number(endCount),
      near: numbers.map((number) => rows[number]?.[0] ?? ""),
    });
  }
  return ok(words);
}
