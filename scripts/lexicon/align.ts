/** A word's letters and the numbers of its phones. */
export interface Spelled {
  readonly letters: Uint8Array;
  readonly phones: Uint8Array;
}

const ROUNDS = 6;
const USUAL = 2; // phones that a letter stands for in training
const FLOOR = 1e-7; // chance of a group that training has not seen
const LONG = 1e-3; // for each phone above the usual

const keyOf = (letter: number, phones: Uint8Array, from: number, length: number): number => {
  let key = letter;
  for (let i = 0; i < length; i++) key = key * 40 + (phones[from + i] as number) + 1;
  return key;
};

/**
 * Which phones each letter stands for: chances of groups of none to two phones for a letter, learned
 * by expectation and maximisation from all words that can be cut so, then the likeliest cut of each
 * word; a word with more phones than that (initials) gives the rest to one letter.
 *
 * @returns for each word, how many phones each letter has
 * @see Damper et al., "Aligning text and phonemes for speech technology applications using an EM-like algorithm", 2005
 */
export function alignWords(words: readonly Spelled[]): readonly Uint8Array[] {
  let chances = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Map<number, number>();
    for (const word of words) addExpected(counts, word, chances);
    chances = normalised(counts);
  }
  return words.map((word) => likeliest(word, chances));
}

/** Counts of groups over all cuts of a word, each weighted by its chance (forward and backward). */
function addExpected(
  counts: Map<number, number>,
  { letters, phones }: Spelled,
  chances: ReadonlyMap<number, number>,
): void {
  const [m, n] = [letters.length, phones.length];
  const width = n + 1;
  const first = chances.size === 0;
  const chanceOf = (i: number, j: number, k: number) =>
    first ? 1 : (chances.get(keyOf(letters[i] as number, phones, j, k)) ?? 0);
  const forward = new Float64Array((m + 1) * width);
  const backward = new Float64Array((m + 1) * width);
  forward[0] = 1;
  backward[m * width + n] = 1;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= n; j++) {
      const here = forward[i * width + j] as number;
      if (here === 0) continue;
      for (let k = 0; k <= USUAL && j + k <= n; k++) {
        forward[(i + 1) * width + j + k] =
          (forward[(i + 1) * width + j + k] as number) + here * chanceOf(i, j, k);
      }
    }
  }
  const all = forward[m * width + n] as number;
  if (all === 0) return;
  for (let i = m - 1; i >= 0; i--) {
    for (let j = 0; j <= n; j++) {
      let sum = 0;
      for (let k = 0; k <= USUAL && j + k <= n; k++) {
        const part = chanceOf(i, j, k) * (backward[(i + 1) * width + j + k] as number);
        sum += part;
        const share = ((forward[i * width + j] as number) * part) / all;
        if (share < 1e-6) continue;
        const key = keyOf(letters[i] as number, phones, j, k);
        counts.set(key, (counts.get(key) ?? 0) + share);
      }
      backward[i * width + j] = sum;
    }
  }
}

const letterOfKey = (key: number): number => (key < 40 ? key : letterOfKey(Math.floor(key / 40)));

function normalised(counts: ReadonlyMap<number, number>): Map<number, number> {
  const sums = new Float64Array(40);
  for (const [key, count] of counts)
    sums[letterOfKey(key)] = (sums[letterOfKey(key)] as number) + count;
  return new Map(
    [...counts].map(([key, count]) => [key, count / (sums[letterOfKey(key)] as number)]),
  );
}

function likeliest({ letters, phones }: Spelled, chances: ReadonlyMap<number, number>): Uint8Array {
  const [m, n] = [letters.length, phones.length];
  const width = n + 1;
  const best = new Float64Array((m + 1) * width).fill(-Infinity);
  const taken = new Uint8Array((m + 1) * width);
  best[0] = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= n; j++) {
      const here = best[i * width + j] as number;
      if (here === -Infinity) continue;
      for (let k = 0; j + k <= n; k++) {
        const known =
          k <= USUAL ? chances.get(keyOf(letters[i] as number, phones, j, k)) : undefined;
        const chance = Math.max(known ?? 0, FLOOR) * LONG ** Math.max(0, k - USUAL);
        const value = here + Math.log(chance);
        const to = (i + 1) * width + j + k;
        if (value > (best[to] as number)) {
          best[to] = value;
          taken[to] = k;
        }
      }
    }
  }
  const lengths = new Uint8Array(m);
  for (let i = m, j = n; i > 0; i--) {
    const k = taken[i * width + j] as number;
    lengths[i - 1] = k;
    j -= k;
  }
  return lengths;
}
