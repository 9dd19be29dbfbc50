import type { Measured } from "./intervals";

const euler = 0.5772156649015329;

/**
 * The entropy behind some counts, in nats, without the bias of small samples (where the plain
 * formula misses what has not been heard yet): ln N − 1/N Σ n G(n), with G(1) = −γ − ln 2,
 * G(2) = 2 − γ − ln 2, G(2m + 1) = G(2m), G(2m + 2) = G(2m) + 2 / (2m + 1).
 *
 * @param counts  whole numbers ≥ 1
 * @returns       0 where there are no counts
 * @see Grassberger, "Entropy estimates from insufficient samplings", arXiv physics/0307138, 2003
 */
export function entropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const table = gTable(most);
  const sum = counts.reduce((so, count) => so + count * (table[count] as number), 0);
  return Math.max(0, Math.log(total) - sum / total);
}

/**
 * How many artists (or styles) the plays amount to, were all heard as much: exp of the entropy.
 * The interval is that of independent plays, from the variance of −ln p.
 *
 * @see Hill, "Diversity and evenness", Ecology 54, 1973; Basharin 1959 for the variance
 */
export function effectiveNumber(counts: readonly number[]): Measured {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { value: 0, low: 0, high: 0 };
  const h = entropy(counts);
  let mean = 0;
  let square = 0;
  for (const count of counts) {
    const information = -Math.log(count / total);
    mean += (count / total) * information;
    square += (count / total) * information * information;
  }
  const deviation = Math.sqrt(Math.max(0, square - mean * mean) / total);
  return {
    value: Math.exp(h),
    low: Math.max(1, Math.exp(h - 1.96 * deviation)),
    high: Math.exp(h + 1.96 * deviation),
  };
}

/** G(n) for n up to the largest count. */
function gTable(most: number): Float64Array {
  const table = new Float64Array(most + 2);
  table[1] = -euler - Math.LN2;
  for (let n = 2; n <= most; n += 2) {
    table[n] = n === 2 ? 2 + (table[1] as number) : (table[n - 2] as number) + 2 / (n - 1);
    table[n + 1] = table[n] as number;
  }
  return table;
}
