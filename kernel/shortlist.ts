import { claim } from "./memory";

/** Score f64, id u32, 4 bytes free. */
const SLOT: usize = 16;

let k: u32 = 0;
let list: usize = 0; // [2 k], in no order
let listEnd: usize = 0;

/** The k-th best score of a list once it was full, else 0; it stands at place k − 1. */
export let worst: f64 = 0;

/** What `finish` leaves. */
export let bestId: usize = 0; // u32 [k]
export let bestScore: usize = 0; // f64 [k]

/** The k best of what is put in, as src/base/shortlist.ts; scores above 0. */
export function placeList(keep: u32): void {
  k = keep;
  list = claim(2 * k * SLOT);
  bestScore = claim(k * 8);
  bestId = claim(k * 4);
}

export function clear(): void {
  listEnd = list;
  worst = 0;
}

/** Appends an entry that can stay; a full list is cut to its better half. */
export function put(id: u32, score: f64): void {
  if (score < worst) return;
  if (score === worst && id > load<u32>(list + SLOT * (k - 1), 8)) return;
  store<f64>(listEnd, score);
  store<u32>(listEnd, id, 8);
  listEnd += SLOT;
  if (listEnd === list + 2 * SLOT * k) halve();
}

/** Moves the k best to the front of the list and forgets the rest. */
function halve(): void {
  const last = list + SLOT * (k - 1);
  let low = list;
  let high = listEnd - SLOT;
  while (low < high) {
    const split = partition(low, high);
    if (split >= last) high = split;
    else low = split + SLOT;
  }
  listEnd = last + SLOT;
  worst = load<f64>(last);
}

/**
 * Moves what is better to the front, of equal scores the lower id (Hoare, CACM 1961).
 *
 * @returns the last place of the better part, below `to`
 */
function partition(from: usize, to: usize): usize {
  const middle = from + ((to - from) / SLOT / 2) * SLOT;
  const pivot = load<f64>(middle);
  const pivotId = load<u32>(middle, 8);
  let low = from - SLOT;
  let high = to + SLOT;
  for (;;) {
    do low += SLOT;
    while (load<f64>(low) > pivot || (load<f64>(low) === pivot && load<u32>(low, 8) < pivotId));
    do high -= SLOT;
    while (load<f64>(high) < pivot || (load<f64>(high) === pivot && load<u32>(high, 8) > pivotId));
    if (low >= high) break;
    const slot = v128.load(low);
    v128.store(low, v128.load(high));
    v128.store(high, slot);
  }
  return high;
}

/** Sorts the k best of the list, best first, and copies them out. @returns how many they are */
export function finish(): u32 {
  if (listEnd > list + SLOT * k) halve();
  const count = <u32>((listEnd - list) / SLOT);
  if (!isSorted()) sort(list, listEnd - SLOT);
  for (let n: u32 = 0; n < count; n++) {
    const slot = list + SLOT * n;
    store<f64>(bestScore + 8 * n, load<f64>(slot));
    store<u32>(bestId + 4 * n, load<u32>(slot, 8));
  }
  return count;
}

function isSorted(): bool {
  for (let at = list + SLOT; at < listEnd; at += SLOT) {
    const before = load<f64>(at - SLOT);
    const score = load<f64>(at);
    if (before > score) continue;
    if (before < score || load<u32>(at - SLOT, 8) > load<u32>(at, 8)) return false;
  }
  return true;
}

function sort(from: usize, to: usize): void {
  let low = from;
  let high = to;
  while (high - low > 16 * SLOT) {
    const split = partition(low, high);
    if (split - low < high - split) {
      sort(low, split);
      low = split + SLOT;
    } else {
      sort(split + SLOT, high);
      high = split;
    }
  }
  for (let next = low + SLOT; next <= high; next += SLOT) insert(low, next);
}

function insert(low: usize, next: usize): void {
  const slot = v128.load(next);
  const score = load<f64>(next);
  const id = load<u32>(next, 8);
  let at = next;
  while (at > low) {
    const s = load<f64>(at - SLOT);
    if (s > score || (s === score && load<u32>(at - SLOT, 8) < id)) break;
    v128.store(at, v128.load(at - SLOT));
    at -= SLOT;
  }
  v128.store(at, slot);
}
