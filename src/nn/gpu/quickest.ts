const ROUNDS = 3;

/**
 * Runs each candidate once to warm up, then in turns a few times, and takes the one with the
 * shortest single run: what else the machine does only makes runs longer. Of equals the first.
 *
 * @throws RangeError when there is none
 */
export async function quickest<T>(
  candidates: readonly T[],
  run: (candidate: T) => Promise<unknown>,
  now: () => number = () => performance.now(),
): Promise<T> {
  let best: { readonly candidate: T; readonly ms: number } | undefined;
  for (const candidate of candidates) await run(candidate);
  for (let round = 0; round < ROUNDS; round++) {
    for (const candidate of candidates) {
      const start = now();
      await run(candidate);
      const ms = now() - start;
      if (!best || ms < best.ms) best = { candidate, ms };
    }
  }
  if (!best) throw new RangeError("nothing to choose from");
  return best.candidate;
}
