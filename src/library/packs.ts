import { readPack } from "../formats/pack/read";
import { writePack } from "../formats/pack/write";
import type { Pack } from "../recommend/pack";
import { joinBlocks, splitColumn } from "./blocks";
import { LibraryError, guarded, throwIfCancelled } from "./errors";
import type { CommunityBlockRow } from "./rows";
import type { Library } from "./schema";
import type { WorkOptions } from "./work";

/**
 * What was learned from a community: the whole of an imported pack, or what was kept of the
 * fitting of ratings; undefined where nothing was kept.
 *
 * @throws LibraryError `corrupt` when what is stored is not a whole pack
 */
export async function readPackOf(library: Library, communityId: string): Promise<Pack | undefined> {
  const blocks = await guarded(() => packBlocks(library, communityId).toArray());
  return blocks.length === 0 ? undefined : packFrom(blocks);
}

/** The pack in the blocks of a community. @throws LibraryError `corrupt` when it is not whole */
export function packFrom(blocks: readonly CommunityBlockRow[]): Pack {
  const result = readPack(new Uint8Array(joinBlocks(blocks, "pack")));
  if (!result.ok) throw new LibraryError("corrupt", result.fault.message);
  return result.value;
}

/**
 * Keeps what was learned from a community, in place of what was kept before; in one transaction.
 * Where the community is gone meanwhile, nothing is written.
 *
 * @throws LibraryError `quota`, `cancelled`; what was kept before is still there then
 */
export async function writePackOf(
  library: Library,
  communityId: string,
  pack: Pack,
  { signal }: WorkOptions = {},
): Promise<void> {
  const blocks = splitColumn(communityId, "pack", writePack(pack));
  const { communities, communityBlocks } = library;
  await guarded(() =>
    library.transaction("rw", communities, communityBlocks, async () => {
      throwIfCancelled(signal);
      if ((await communities.get(communityId)) === undefined) return;
      await packBlocks(library, communityId).delete();
      await communityBlocks.bulkAdd([...blocks]);
    }),
  );
}

function packBlocks(library: Library, communityId: string) {
  return library.communityBlocks
    .where("[communityId+column+part]")
    .between([communityId, "pack"], [communityId, "pack", []]);
}
