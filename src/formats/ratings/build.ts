import type { Scale } from "./community";
import { compress, orderByRow, transpose, type Sparse } from "./sparse";
import type { Triples } from "./triples";

export interface BuiltTable {
  readonly byUser: Sparse;
  readonly byItem: Sparse;
  /** Number in `triples.users` of each row; users without an entry have none. */
  readonly users: Uint32Array;
  /** Number in `triples.items` of each column. */
  readonly items: Uint32Array;
  /** Entries whose user and item came again. */
  readonly duplicates: number;
  /** Plays added to those of another spelling of the item. */
  readonly joined: number;
}

export interface BuildOptions {
  readonly scale: Scale;
  /** For each item the number of the one that stands for it, where spellings are joined. */
  readonly sameItem?: Uint32Array | undefined;
  /** Told each entry off the scale; it is left out. */
  readonly onOffScale: (entry: number, value: number) => void;
}

/**
 * Turns triples into a table by user and by item. Of several entries for one pair the latest
 * counts, the lower one in the file where times are equal or unknown; plays of joined spellings
 * are added up.
 *
 * Cost: three counting sorts.
 */
export function buildTable(triples: Triples, options: BuildOptions): BuiltTable {
  const kept = keepFitting(triples, options);
  const { ptr, order } = orderByRow(kept.user, kept.users.length);
  const count = order.length;
  const user = new Uint32Array(count);
  const item = new Uint32Array(count);
  const value = new Float32Array(count);
  const timeSec = new Uint32Array(count);
  const spelling = new Uint32Array(count);
  const at = new Int32Array(kept.items.length).fill(-1);
  let length = 0;
  let joined = 0;
  for (let row = 0; row < kept.users.length; row++) {
    const start = length;
    for (let o = ptr[row] ?? 0; o < (ptr[row + 1] ?? 0); o++) {
      const entry = order[o] ?? 0;
      const column = kept.item[entry] ?? 0;
      const seen = at[column] ?? -1;
      const time = kept.timeSec[entry] ?? 0;
      if (seen < start) {
        at[column] = length;
        user[length] = row;
        item[length] = column;
        value[length] = kept.value[entry] ?? 0;
        timeSec[length] = time;
        spelling[length++] = kept.spelling[entry] ?? 0;
      } else if (options.scale.kind === "plays" && spelling[seen] !== kept.spelling[entry]) {
        value[seen] = (value[seen] ?? 0) + (kept.value[entry] ?? 0);
        joined++;
      } else if (time >= (timeSec[seen] ?? 0)) {
        value[seen] = kept.value[entry] ?? 0;
        timeSec[seen] = time;
      }
    }
  }
  const byItem = compress(
    item.subarray(0, length),
    user.subarray(0, length),
    value.subarray(0, length),
    kept.items.length,
  );
  return {
    byUser: transpose(byItem, kept.users.length),
    byItem,
    users: kept.users,
    items: kept.items,
    duplicates: count - length - joined,
    joined,
  };
}

interface Kept {
  /** Rows and columns, renumbered without gaps. */
  readonly user: Uint32Array;
  readonly item: Uint32Array;
  readonly value: Float32Array;
  readonly timeSec: Uint32Array;
  /** The item as it was written, before spellings were joined. */
  readonly spelling: Uint32Array;
  readonly users: Uint32Array;
  readonly items: Uint32Array;
}

function keepFitting(triples: Triples, { scale, sameItem, onOffScale }: BuildOptions): Kept {
  const value = triples.value.view();
  const fitting = new Uint32Array(value.length);
  let count = 0;
  value.forEach((v, entry) => {
    if (fits(v, scale)) fitting[count++] = entry;
    else onOffScale(entry, v);
  });
  const entries = fitting.subarray(0, count);
  const pick = (from: Uint32Array): Uint32Array => entries.map((entry) => from[entry] ?? 0);
  const spelling = pick(triples.item.view());
  const joined = sameItem === undefined ? spelling : spelling.map((item) => sameItem[item] ?? item);
  const [user, users] = renumber(pick(triples.user.view()), triples.users.names.length);
  const [item, items] = renumber(joined, triples.items.names.length);
  return {
    user,
    item,
    value: pickFloats(value, entries),
    timeSec: pick(triples.timeSec.view()),
    spelling,
    users,
    items,
  };
}

function pickFloats(from: Float32Array, entries: Uint32Array): Float32Array {
  const picked = new Float32Array(entries.length);
  for (let at = 0; at < entries.length; at++) picked[at] = from[entries[at] ?? 0] ?? 0;
  return picked;
}

function fits(value: number, scale: Scale): boolean {
  return scale.kind === "plays" ? value > 0 : value >= scale.min && value <= scale.max;
}

/** Numbers without gaps in the old order, and the old number of each. */
function renumber(numbers: Uint32Array, limit: number): [Uint32Array, Uint32Array] {
  const seen = new Uint8Array(limit);
  for (const number of numbers) seen[number] = 1;
  const fresh = new Uint32Array(limit);
  const old = new Uint32Array(seen.reduce((sum, one) => sum + one, 0));
  let next = 0;
  seen.forEach((one, number) => {
    if (one === 0) return;
    old[next] = number;
    fresh[number] = next++;
  });
  return [numbers.map((number) => fresh[number] ?? 0), old];
}
