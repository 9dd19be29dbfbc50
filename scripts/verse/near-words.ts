const MOST = 12;
/** Stanzas that two words must share. */
const TOGETHER = 6;
/** Pulls the measure of rare pairs towards chance. */
const DOUBT = 8;

/**
 * For each word those that stand in the same stanzas far more often than by chance: the most
 * positive pointwise mutual information, log (n_ab · N / (n_a · n_b)), times n_ab / (n_ab + 8). Two
 * words that both end lines do not count: they are there for the rhyme.
 *
 * @param stanzas  the words of their lines
 * @param about    the words looked at
 * @see Church and Hanks, "Word association norms, mutual information and lexicography", 1990
 */
export function nearWords(
  stanzas: readonly (readonly (readonly string[])[])[],
  about: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const number = new Map(about.map((word, i) => [word, i]));
  const alone = new Uint32Array(about.length);
  const together = about.map(() => new Map<number, number>());
  for (const lines of stanzas) {
    const ends = new Set(lines.flatMap((words) => number.get(words.at(-1) ?? "") ?? []));
    const found = [...new Set(lines.flat().flatMap((word) => number.get(word) ?? []))];
    for (const a of found) {
      (alone[a] as number) += 1;
      const row = together[a] as Map<number, number>;
      for (const b of found) {
        if (b !== a && !(ends.has(a) && ends.has(b))) row.set(b, (row.get(b) ?? 0) + 1);
      }
    }
  }
  return new Map(
    about.map((word, a) => {
      const scored = [...(together[a] as Map<number, number>)].flatMap(([b, count]) => {
        if (count < TOGETHER) return [];
        const chance = ((alone[a] as number) * (alone[b] as number)) / stanzas.length;
        const score = (Math.log(count / chance) * count) / (count + DOUBT);
        return score > 0.5 ? [{ b, score }] : [];
      });
      scored.sort((x, y) => y.score - x.score);
      return [word, scored.slice(0, MOST).map(({ b }) => about[b] as string)];
    }),
  );
}
