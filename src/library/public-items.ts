import { itemKind, type ItemId, type ItemKind } from "../base/item";
import { joinBlocks } from "./blocks";
import { listCommunities } from "./communities";
import { guarded } from "./errors";
import { readPackOf } from "./packs";
import type { CommunityColumn, CommunityItem, CommunityRow } from "./rows";
import type { Library } from "./schema";

/** An item that many have, and by how many listeners of the communities here. */
export interface PublicItem {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string | undefined;
  readonly listeners: number;
}

/**
 * The most common items of the real communities on this device, the most listeners first, ties by
 * id. Nothing of the person goes into it.
 */
export async function publicItems(
  library: Library,
  kinds: readonly ItemKind[],
  count: number,
): Promise<readonly PublicItem[]> {
  const found = new Map<ItemId, PublicItem>();
  for (const row of await listCommunities(library)) {
    if (row.simulated) continue;
    const { items, listeners } = await itemsOf(library, row);
    items.forEach(({ id, name, artist }, n) => {
      if (!kinds.includes(itemKind(id))) return;
      const more = (found.get(id)?.listeners ?? 0) + (listeners[n] ?? 0);
      found.set(id, { id, name, artist, listeners: more });
    });
  }
  return [...found.values()]
    .sort((a, b) => b.listeners - a.listeners || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

async function itemsOf(
  library: Library,
  { id, form }: CommunityRow,
): Promise<{ items: readonly CommunityItem[]; listeners: ArrayLike<number> }> {
  if (form === "pack") {
    const pack = await readPackOf(library, id);
    return { items: pack?.items ?? [], listeners: pack?.popularity ?? [] };
  }
  const text = new TextDecoder().decode(await columnOf(library, id, "items"));
  const ptr = new Uint32Array(await columnOf(library, id, "itemPtr"));
  return {
    items: JSON.parse(text) as CommunityItem[],
    listeners: Array.from(ptr.subarray(1), (end, n) => end - (ptr[n] as number)),
  };
}

async function columnOf(library: Library, id: string, column: CommunityColumn) {
  const blocks = await guarded(() =>
    library.communityBlocks
      .where("[communityId+column+part]")
      .between([id, column], [id, column, []])
      .toArray(),
  );
  return joinBlocks(blocks, column);
}
