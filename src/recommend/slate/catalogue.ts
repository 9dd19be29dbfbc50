import { fromColumns, mapValues, rowOf, type SparseRows } from "../../base/sparse";
import { artistItem, type ItemId } from "../../base/item";
import type { Community, CommunityItem } from "./community";
import { artistOfTrack } from "./profile";

/** What a slate is chosen by, for the items of one community and by their numbers. */
export interface Catalogue {
  /** The artist of each item by number; two items share one, −1 where it is not known. */
  readonly artist: Int32Array;
  /** 0 for what everybody has, 1 for what nobody has: −log(share of listeners) / log(listeners). */
  readonly novelty: Float64Array;
  readonly styleNames: readonly string[];
  /** Items × styles: shares that sum to 1 in a row, or no entry where nothing is known. */
  readonly styles: SparseRows;
  /** Items × anything, rows of length 1 or empty: their dot product is how alike two items are. */
  readonly vectors: SparseRows;
  /** 0 calm to 1 wild, NaN where not known; absent where no item has it. */
  readonly energy?: Float64Array;
}

/** A tag of an item: how often it was given, or any weight above 0. */
export interface Tag {
  readonly name: string;
  readonly weight: number;
}

/** Styles told apart: the commonest tags. Rarer ones name an artist or a mood of one listener. */
const mostStyles = 200;

/**
 * The catalogue of a community. Likeness is by tags where there are any (weighed by how rare they
 * are), else by the listeners that items share.
 *
 * @param tagsOf  tags of an item by its number
 * @param energy  0–1 an item, NaN where not known
 */
export function catalogueOf(
  community: Community,
  tagsOf: (item: number) => readonly Tag[] = () => [],
  energy?: Float64Array,
): Catalogue {
  const { names, tags } = tagMatrix(community.items.length, tagsOf);
  const vectors = tags.index.length > 0 ? byRarity(tags) : thinned(community.liked);
  const { styleNames, styles } = commonest(tags, names);
  return {
    artist: artistNumbers(community.items),
    novelty: noveltyOf(community),
    styleNames,
    styles: scaledRows(styles, (row) => row.reduce((sum, v) => sum + v, 0)),
    vectors: scaledRows(vectors, (row) => Math.sqrt(row.reduce((sum, v) => sum + v * v, 0))),
    ...(energy && { energy }),
  };
}

/** The artist that an item is, or is by. */
export function artistOf(item: CommunityItem): ItemId | undefined {
  if (item.id.startsWith("artist:")) return item.id;
  return item.artist ? artistItem(item.artist) : artistOfTrack(item.id);
}

function artistNumbers(items: readonly CommunityItem[]): Int32Array {
  const numbers = new Map<ItemId, number>();
  return Int32Array.from(items, (item) => {
    const artist = artistOf(item);
    // Pieces written here have the app for an artist: there is no other to make room for.
    if (artist === undefined || item.id.startsWith("score:")) return -1;
    const known = numbers.get(artist) ?? numbers.size;
    numbers.set(artist, known);
    return known;
  });
}

function noveltyOf({ liked }: Community): Float64Array {
  const most = Math.log(Math.max(2, liked.columns));
  return Float64Array.from({ length: liked.rows }, (_, item) => {
    const listeners = (liked.ptr[item + 1] as number) - (liked.ptr[item] as number);
    return listeners === 0 ? 1 : Math.log(liked.columns / listeners) / most;
  });
}

function tagMatrix(items: number, tagsOf: (item: number) => readonly Tag[]) {
  const numbers = new Map<string, number>();
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  for (let item = 0; item < items; item++) {
    for (const { name, weight } of tagsOf(item)) {
      if (!(weight > 0)) continue;
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      row.push(item);
      column.push(number);
      value.push(weight);
    }
  }
  const shape = { rows: items, columns: numbers.size };
  return { names: [...numbers.keys()], tags: fromColumns({ row, column, value }, shape) };
}

/** Listeners to compare items by, on average. */
const listenersEach = 64;

/**
 * Every so-manieth listener of a large community: enough to tell how alike two items are, while a
 * slate stays as quick as with a small one.
 */
function thinned(liked: SparseRows): SparseRows {
  const step = Math.ceil(liked.index.length / (listenersEach * Math.max(1, liked.rows)));
  if (step <= 1) return liked;
  const row: number[] = [];
  const column: number[] = [];
  for (let item = 0; item < liked.rows; item++) {
    for (const listener of rowOf(liked, item).index) {
      if (listener % step !== 0) continue;
      row.push(item);
      column.push(listener / step);
    }
  }
  const shape = { rows: liked.rows, columns: Math.ceil(liked.columns / step) };
  return fromColumns({ row, column, value: new Float64Array(row.length).fill(1) }, shape);
}

/** Each weight by the logarithm of how few items have the tag. */
function byRarity(tags: SparseRows): SparseRows {
  const items = new Uint32Array(tags.columns);
  for (const tag of tags.index) items[tag] = (items[tag] as number) + 1;
  return mapValues(tags, (weight, _, tag) => {
    return weight * Math.log((1 + tags.rows) / (items[tag] as number));
  });
}

function commonest(tags: SparseRows, names: readonly string[]) {
  const items = new Uint32Array(tags.columns);
  for (const tag of tags.index) items[tag] = (items[tag] as number) + 1;
  const kept = names
    .map((_, tag) => tag)
    .sort((a, b) => (items[b] as number) - (items[a] as number) || a - b)
    .slice(0, mostStyles);
  const style = new Map(kept.map((tag, at) => [tag, at]));
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  for (let item = 0; item < tags.rows; item++) {
    const end = tags.ptr[item + 1] as number;
    for (let p = tags.ptr[item] as number; p < end; p++) {
      const at = style.get(tags.index[p] as number);
      if (at === undefined) continue;
      row.push(item);
      column.push(at);
      value.push(tags.value[p] as number);
    }
  }
  const shape = { rows: tags.rows, columns: kept.length };
  const styles = fromColumns({ row, column, value }, shape);
  return { styleNames: kept.map((tag) => names[tag] as string), styles };
}

/** Every row divided by its size; rows of size 0 stay. */
function scaledRows(matrix: SparseRows, size: (row: Float64Array) => number): SparseRows {
  const sizes = Float64Array.from({ length: matrix.rows }, (_, r) =>
    size(matrix.value.subarray(matrix.ptr[r], matrix.ptr[r + 1])),
  );
  return mapValues(matrix, (value, r) => value / ((sizes[r] as number) || 1));
}
