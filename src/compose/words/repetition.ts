/** Whether the words from a place on hold three in a row that stood before, or a word twice in a row. */
export function repeats(words: readonly string[], from: number): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < words.length; i++) {
    if (i >= from && i > 0 && words[i] === words[i - 1]) return true;
    if (i < 2) continue;
    const three = words.slice(i - 2, i + 1).join(" ");
    // Three that reach back over the line's start are looked at as well.
    if (i >= from && seen.has(three)) return true;
    seen.add(three);
  }
  return false;
}
