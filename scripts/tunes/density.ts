/** A density over equal steps: values at the middles of `values.length` cells from `low` to `high`. */
interface Density {
  readonly low: number;
  readonly high: number;
  readonly values: Float64Array;
}

const CELLS = 2048;
const REACH = 6; // bandwidths at which a kernel is taken to end

/**
 * The part of the area under one Gaussian kernel density that lies under another, 0–1, from the
 * least to the greatest of all values: what mgeval's overlap_area takes from SciPy's gaussian_kde
 * (bandwidth by Scott's rule) and quad. Here the values are binned linearly on 2,048 cells, which
 * changes the area by less than .001.
 *
 * @param a at least two values, not all equal; likewise b. Where all of one set are equal, there
 *        is no bandwidth, and the area is 0 (1 if both sets are that one value).
 */
export function overlapArea(a: Float64Array, b: Float64Array): number {
  const low = Math.min(least(a), least(b));
  const high = Math.max(greatest(a), greatest(b));
  if (low === high) return 1;
  const [p, q] = [density(a, low, high), density(b, low, high)];
  let area = 0;
  for (let i = 0; i < CELLS; i++) area += Math.min(p.values[i] as number, q.values[i] as number);
  return (area * (high - low)) / CELLS;
}

function density(values: Float64Array, low: number, high: number): Density {
  const cell = (high - low) / CELLS;
  const out = new Float64Array(CELLS);
  const bandwidth = deviation(values) * values.length ** -0.2;
  if (bandwidth === 0) return { low, high, values: out };
  const masses = binned(values, low, cell);
  const reach = Math.ceil((REACH * bandwidth) / cell);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => {
    const z = (i * cell) / bandwidth;
    return Math.exp((-z * z) / 2) / (bandwidth * Math.sqrt(2 * Math.PI));
  });
  for (let from = -1; from <= CELLS; from++) {
    const mass = masses[from + 1] as number;
    if (mass === 0) continue;
    const until = Math.min(CELLS - 1, from + reach);
    for (let to = Math.max(0, from - reach); to <= until; to++) {
      out[to] = (out[to] as number) + mass * (kernel[Math.abs(to - from)] as number);
    }
  }
  return { low, high, values: out };
}

/** Shares of the values at the middles of cells −1 … CELLS, each split between its two nearest. */
function binned(values: Float64Array, low: number, cell: number): Float64Array {
  const masses = new Float64Array(CELLS + 2);
  for (const value of values) {
    const at = (value - low) / cell + 0.5;
    const left = Math.floor(at);
    const right = at - left;
    masses[left] = (masses[left] as number) + (1 - right) / values.length;
    masses[left + 1] = (masses[left + 1] as number) + right / values.length;
  }
  return masses;
}

/** Standard deviation of a sample (divided by n − 1). */
function deviation(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

function least(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
