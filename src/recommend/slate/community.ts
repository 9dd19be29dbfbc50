import type { ItemId, ItemKind } from "../../base/item";
import { fromColumns, transpose, type SparseRows } from "../../base/sparse";
import { likedFrom } from "../signals/value";

/** What a value means: stars on a scale, or a count of plays. */
export type Scale =
  | { readonly kind: "stars"; readonly min: number; readonly max: number }
  | { readonly kind: "plays" };

export interface CommunityItem {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string;
}

/** Other people's ratings or plays, ready to compare with. */
export interface Community {
  readonly id: string;
  readonly name: string;
  readonly simulated: boolean;
  readonly itemKind: ItemKind;
  readonly scale: Scale;
  readonly items: readonly CommunityItem[];
  readonly userNames: readonly string[];
  /** Values as they are, items × users. */
  readonly byItem: SparseRows;
  /** 1 for each item that a user played or liked, items × users: what lists are made from. */
  readonly liked: SparseRows;
  readonly numbers: ReadonlyMap<ItemId, number>;
}

/** Packed columns by item, as a library stores them. */
export interface PackedColumns {
  readonly itemPtr: Uint32Array;
  readonly itemIndex: Uint32Array;
  readonly itemValue: Float32Array;
  readonly items: readonly CommunityItem[];
  readonly users: readonly string[];
}

export function communityOf(
  about: Pick<Community, "id" | "name" | "simulated" | "itemKind" | "scale">,
  columns: PackedColumns,
): Community {
  const { items, users } = columns;
  const byItem: SparseRows = {
    rows: items.length,
    columns: users.length,
    ptr: columns.itemPtr,
    index: columns.itemIndex,
    value: Float64Array.from(columns.itemValue),
  };
  return {
    id: about.id,
    name: about.name,
    simulated: about.simulated,
    itemKind: about.itemKind,
    scale: about.scale,
    items,
    userNames: users,
    byItem,
    liked: likedOf(byItem, about.scale),
    numbers: new Map(items.map((item, number) => [item.id, number])),
  };
}

/** What one star is on the community's scale: its highest value is five stars. */
export function starUnit(scale: Scale): number {
  return scale.kind === "stars" && scale.max > 0 ? scale.max / 5 : 1;
}

function likedOf(byItem: SparseRows, scale: Scale): SparseRows {
  const least = scale.kind === "stars" ? likedFrom * starUnit(scale) : Number.MIN_VALUE;
  const row: number[] = [];
  const column: number[] = [];
  for (let item = 0; item < byItem.rows; item++) {
    const end = byItem.ptr[item + 1] as number;
    for (let p = byItem.ptr[item] as number; p < end; p++) {
      if ((byItem.value[p] as number) < least) continue;
      row.push(item);
      column.push(byItem.index[p] as number);
    }
  }
  const value = new Float64Array(row.length).fill(1);
  return fromColumns({ row, column, value }, { rows: byItem.rows, columns: byItem.columns });
}

/** Users × items, as rankers and star models want them. */
export function interactionsIn(community: Community, items: SparseRows) {
  return {
    userIds: community.userNames,
    itemIds: community.items.map((item) => item.id),
    users: transpose(items),
    items,
  };
}
