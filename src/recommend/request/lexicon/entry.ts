import type { Entry, Measure, Target, WishKind } from "../wish";

type Ranges = Readonly<Partial<Record<Measure, readonly [low: number, high: number]>>>;

/**
 * An entry that asks for ranges.
 *
 * @param words  English and Chinese, separated by commas; the term itself is one of them
 */
export function ranges(kind: WishKind, term: string, wanted: Ranges, words: string): Entry {
  const targets = Object.entries(wanted).map(([on, [low, high]]): Target => {
    return { on: on as Measure, low, high };
  });
  return { term, kind, targets, words: [term, ...listOf(words)] };
}

/** An entry that asks for a style, by any of its names. */
export function style(term: string, words: string): Entry {
  const all = [term, ...listOf(words)];
  return { term, kind: "style", targets: [{ on: "style", styles: all }], words: all };
}

export function listOf(words: string): string[] {
  return words
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
