import { fromColumns, rowOf, type SparseRows, type SparseVector } from "../../base/sparse";
import type { ItemId } from "../../base/item";
import { artistOf, type Catalogue } from "../../recommend/slate/catalogue";
import type { Candidates } from "../../recommend/slate/task";
import type { CommunityItem } from "../rows";
import type { Ranked } from "./person";

/** Where an item of a union comes from. */
export interface Origin {
  readonly ranked: Ranked;
  /** Its number there. */
  readonly item: number;
}

/** Several rankings as one: what a list over all communities is chosen from. */
export interface Union {
  readonly catalogue: Catalogue;
  readonly candidates: Candidates;
  /** The person's own items. */
  readonly taste: SparseVector;
  /** By number in the union. */
  readonly origins: readonly Origin[];
}

interface Entry extends Origin {
  readonly id: ItemId;
  /** Share of the best score of its ranking, by the weight of its source, damped. */
  readonly score: number;
}

/**
 * Puts rankings together: every score as a share of the best of its ranking, an item that several
 * have by the one in which it stands best. Styles meet by their names, other likenesses only within
 * a community.
 *
 * @param energyOf  0 calm to 1 wild, NaN where not known
 */
export function unionOf(
  rankings: readonly Ranked[],
  energyOf: (id: ItemId) => number = () => Number.NaN,
): Union {
  const entries = bestOfEach(rankings);
  const owned = rankings.flatMap(ownItems);
  const all: readonly Entry[] = [...entries, ...owned];
  const styles = new Map<string, number>();
  const count = entries.length;
  return {
    candidates: {
      item: Int32Array.from(entries.keys()),
      score: Float64Array.from(entries, ({ score }) => score),
    },
    taste: {
      index: Uint32Array.from(owned, (_, at) => count + at),
      value: Float64Array.from(owned, ({ score }) => score),
    },
    origins: all,
    catalogue: {
      artist: artistNumbers(all),
      novelty: Float64Array.from(all, ({ ranked, item }) => catalogueOf(ranked).novelty[item] ?? 1),
      styles: joined(all, ({ styles: rows, styleNames }) => ({
        rows,
        column: (style) => numberIn(styles, styleNames[style] as string),
      })),
      vectors: joinedVectors(all, rankings),
      styleNames: [...styles.keys()],
      energy: Float64Array.from(all, ({ id }) => energyOf(id)),
    },
  };
}

/** Candidates of all rankings, best first, ties by id; each item once. */
function bestOfEach(rankings: readonly Ranked[]): readonly Entry[] {
  const best = new Map<ItemId, Entry>();
  for (const ranked of rankings) {
    const { source, damping } = ranked.person;
    const { item: items, score: scores } = ranked.candidates;
    items.forEach((item, at) => {
      const { id } = source.items[item] as CommunityItem;
      const share = (scores[at] as number) / (scores[0] as number);
      const score = share * (source.weight ?? 1) * damping(item);
      if (score > (best.get(id)?.score ?? 0)) best.set(id, { ranked, item, id, score });
    });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function ownItems(ranked: Ranked): readonly Entry[] {
  const { index, value } = ranked.person.profile.likes;
  return Array.from(index, (item, at) => {
    const { id } = ranked.person.source.items[item] as CommunityItem;
    return { ranked, item, id, score: value[at] as number };
  });
}

function artistNumbers(entries: readonly Entry[]): Int32Array {
  const numbers = new Map<ItemId, number>();
  return Int32Array.from(entries, ({ ranked, item, id }) => {
    const artist = artistOf(ranked.person.source.items[item] as CommunityItem);
    // Pieces written here have the app for an artist: there is no other to make room for.
    return artist === undefined || id.startsWith("score:") ? -1 : numberIn(numbers, artist);
  });
}

/** Rows of the catalogues under one numbering of columns. */
function joined(
  entries: readonly Entry[],
  of: (
    catalogue: Catalogue,
    ranked: Ranked,
  ) => { readonly rows: SparseRows; readonly column: (own: number) => number },
): SparseRows {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  let columns = 0;
  entries.forEach(({ ranked, item }, at) => {
    const from = of(catalogueOf(ranked), ranked);
    const own = rowOf(from.rows, item);
    own.index.forEach((number, p) => {
      const to = from.column(number);
      columns = Math.max(columns, to + 1);
      row.push(at);
      column.push(to);
      value.push(own.value[p] as number);
    });
  });
  return fromColumns({ row, column, value }, { rows: entries.length, columns });
}

/** Columns of each catalogue one after the other. */
function joinedVectors(entries: readonly Entry[], rankings: readonly Ranked[]): SparseRows {
  const starts = new Map<Ranked, number>();
  let columns = 0;
  for (const ranked of rankings) {
    starts.set(ranked, columns);
    columns += catalogueOf(ranked).vectors.columns;
  }
  return joined(entries, ({ vectors }, ranked) => ({
    rows: vectors,
    column: (own) => own + (starts.get(ranked) as number),
  }));
}

function catalogueOf(ranked: Ranked): Catalogue {
  return ranked.person.source.catalogue();
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}
