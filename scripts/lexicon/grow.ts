/** Examples for a tree: rows of `width` features and the answer to each. */
export interface Examples {
  readonly width: number;
  readonly features: Uint8Array;
  readonly answers: Uint8Array;
}

const VALUES = 64; // a feature is below

/** n log2 n, in which the bits of a set of examples are counted. */
function bitsTable(most: number): Float64Array {
  const table = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) table[n] = n * Math.log2(n);
  return table;
}

/**
 * Grows a decision tree: at each node the question that saves most bits of the answers below it,
 * as long as that is more than the question costs (minimum description length).
 *
 * @param price   bits that a question must save
 * @param leafOf  the answer that stands at a leaf, out of the counts of the answers there
 * @returns       the tree in the form of src/lyrics/dictionary/trees.ts
 */
export function growTree(
  { width, features, answers }: Examples,
  price: number,
  leafOf: (counts: Uint32Array) => number = mostFrequent,
): Uint8Array {
  const rows = Uint32Array.from(answers, (_, i) => i);
  const xlogx = bitsTable(answers.length);
  const kinds = answers.reduce((most, answer) => Math.max(most, answer), 0) + 1;
  const table = new Uint32Array(VALUES * kinds);
  const sizes = new Uint32Array(VALUES);
  const spare = new Uint32Array(rows.length);
  const bytes: number[] = [];

  const countAnswers = (from: number, to: number) => {
    const counts = new Uint32Array(kinds);
    for (let r = from; r < to; r++) {
      const answer = answers[rows[r] as number] as number;
      counts[answer] = (counts[answer] as number) + 1;
    }
    return counts;
  };

  const bestQuestion = (from: number, to: number, counts: Uint32Array) => {
    const present = [...counts.keys()].filter((answer) => counts[answer] !== 0);
    const n = to - from;
    let here = xlogx[n] as number;
    for (const answer of present) here -= xlogx[counts[answer] as number] as number;
    let best = { saved: price, feature: -1, value: 0 };
    if (present.length < 2 || here <= price) return best;
    for (let f = 0; f < width; f++) {
      for (let r = from; r < to; r++) {
        const row = rows[r] as number;
        const value = features[row * width + f] as number;
        const cell = value * kinds + (answers[row] as number);
        sizes[value] = (sizes[value] as number) + 1;
        table[cell] = (table[cell] as number) + 1;
      }
      for (let value = 0; value < VALUES; value++) {
        const yes = sizes[value] as number;
        if (yes === 0) continue;
        sizes[value] = 0;
        let split = (xlogx[yes] as number) + (xlogx[n - yes] as number);
        for (const answer of present) {
          const cell = value * kinds + answer;
          const c = table[cell] as number;
          table[cell] = 0;
          split -= (xlogx[c] as number) + (xlogx[(counts[answer] as number) - c] as number);
        }
        if (yes < n && here - split > best.saved) best = { saved: here - split, feature: f, value };
      }
    }
    return best;
  };

  const grow = (from: number, to: number): void => {
    const counts = countAnswers(from, to);
    const { feature, value } = bestQuestion(from, to, counts);
    if (feature < 0) {
      bytes.push(leafOf(counts));
      return;
    }
    bytes.push(128 + feature, value);
    let [yes, no] = [from, 0];
    for (let r = from; r < to; r++) {
      const row = rows[r] as number;
      if (features[row * width + feature] === value) rows[yes++] = row;
      else spare[no++] = row;
    }
    rows.set(spare.subarray(0, no), yes);
    grow(from, yes);
    grow(yes, to);
  };
  grow(0, rows.length);
  return Uint8Array.from(bytes);
}

function mostFrequent(counts: Uint32Array): number {
  return counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
}
