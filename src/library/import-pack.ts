import type { ItemKind } from "../base/item";
import type { EpochMs } from "../base/time";
import { matchPack } from "../formats/pack/match";
import type { PackItem } from "../recommend/pack";
import { splitColumn } from "./blocks";
import { guarded } from "./errors";
import type { Library } from "./schema";

/** The part of an import that is a pack (src/formats/import). */
export interface PackInput {
  /** The file, checked. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly itemKind: ItemKind;
  readonly users: number;
  readonly items: readonly PackItem[];
}

/**
 * Keeps a pack as a community without ratings; inside the transaction of its import. The same pack
 * is one community, however often it is imported.
 *
 * @returns how many items are new: all or none
 */
export async function addPack(
  run: {
    readonly library: Library;
    readonly importId: string;
    readonly nowMs: EpochMs;
    readonly options: { readonly name: string };
  },
  pack: PackInput | undefined,
): Promise<number> {
  if (pack === undefined) return 0;
  const { communities, communityBlocks } = run.library;
  const id = `pack:${pack.sha256.slice(0, 32)}`;
  if ((await communities.get(id)) !== undefined) return 0;
  await communities.put({
    ...{ id, name: run.options.name, itemKind: pack.itemKind, scale: { kind: "plays" } },
    ...{ users: pack.users, items: pack.items.length, entries: pack.items.length },
    ...{ simulated: false, form: "pack", addedMs: run.nowMs, importId: run.importId },
  });
  await communityBlocks.bulkAdd([...splitColumn(id, "pack", pack.bytes)]);
  return pack.items.length;
}

/** What is told of a pack before it is kept: its size, and how many of the person's tracks it knows. */
export async function packFacts(library: Library, { items, bytes }: PackInput) {
  const tracks = await guarded(() => library.tracks.toArray());
  const { items: found } = matchPack(items, tracks);
  return {
    items: items.length,
    bytes: bytes.length,
    known: found.filter((item) => item >= 0).length,
    of: tracks.length,
  };
}
