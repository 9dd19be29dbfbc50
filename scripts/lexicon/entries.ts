import { dictionary } from "cmu-pronouncing-dictionary";

/** The words of the CMU dictionary with their pronunciations in order, comments left out. */
export function cmuEntries(): ReadonlyMap<string, readonly string[]> {
  const entries = new Map<string, string[]>();
  for (const [key, text] of Object.entries(dictionary)) {
    const word = key.replace(/\(\d\)$/, "");
    const list = entries.get(word) ?? [];
    list.push(text.replace(/ *#.*$/, ""));
    entries.set(word, list);
  }
  return entries;
}
