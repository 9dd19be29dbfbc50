import { LibraryError } from "./errors";
import type { CommunityBlockRow, CommunityColumn } from "./rows";

/** The most bytes in one stored block: large values stall some browsers. */
export const BLOCK_BYTES = 4 * 2 ** 20;

/** A column cut into blocks that own their memory (a view would be stored with all it looks at). */
export function splitColumn(
  communityId: string,
  column: CommunityColumn,
  bytes: Uint8Array,
): readonly CommunityBlockRow[] {
  const parts = Math.max(1, Math.ceil(bytes.length / BLOCK_BYTES));
  return Array.from({ length: parts }, (_, part) => ({
    communityId,
    column,
    part,
    bytes: bytes.slice(part * BLOCK_BYTES, (part + 1) * BLOCK_BYTES),
  }));
}

/**
 * The bytes of one column out of the blocks of a community.
 *
 * @throws LibraryError `corrupt` when a part is missing, double, or numbers are cut
 */
export function joinBlocks(
  blocks: readonly CommunityBlockRow[],
  column: CommunityColumn,
): ArrayBuffer {
  const own = blocks.filter((block) => block.column === column);
  own.sort((a, b) => a.part - b.part);
  const whole = own.length > 0 && own.every((block, part) => block.part === part);
  const size = own.reduce((sum, block) => sum + block.bytes.length, 0);
  const named = column === "items" || column === "users" || column === "pack";
  if (!whole || (!named && size % 4 !== 0)) {
    throw new LibraryError("corrupt", `The column "${column}" of a community is not whole.`);
  }
  const joined = new Uint8Array(size);
  let at = 0;
  for (const block of own) {
    joined.set(block.bytes, at);
    at += block.bytes.length;
  }
  return joined.buffer;
}
