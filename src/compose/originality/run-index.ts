/** Which tunes have which runs: pairs sorted by run, then tune; each pair once. */
export interface RunIndex {
  /** [pairs], ascending. */
  readonly hashes: Uint32Array;
  /** The tune of each pair, [pairs]. */
  readonly tunes: Uint16Array;
}

/** @param runs  the runs of each tune, in the order of the tunes; at most 65,536 tunes */
export function indexRuns(runs: readonly Uint32Array[]): RunIndex {
  const pairs = runs.flatMap((hashes, tune) =>
    [...new Set(hashes)].map((hash) => ({ hash, tune })),
  );
  pairs.sort((a, b) => a.hash - b.hash || a.tune - b.tune);
  return {
    hashes: Uint32Array.from(pairs, ({ hash }) => hash),
    tunes: Uint16Array.from(pairs, ({ tune }) => tune),
  };
}

/** The tunes that have a run, ascending; empty where none has. */
export function tunesWith({ hashes, tunes }: RunIndex, hash: number): Uint16Array {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < hashes.length && hashes[end] === hash) end++;
  return tunes.subarray(low, end);
}
