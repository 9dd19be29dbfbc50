import { guarded } from "./errors";
import { repair } from "./repair";
import type { DraftRow } from "./rows";
import type { Library } from "./schema";

/**
 * Writes the proposals that a profile has neither kept nor let go, in the place of those written
 * before, in one transaction.
 */
export async function writeDrafts(
  library: Library,
  profileId: string,
  rows: readonly DraftRow[],
): Promise<void> {
  await guarded(() =>
    library.transaction("rw", library.drafts, async () => {
      await library.drafts.where({ profileId }).delete();
      await library.drafts.bulkPut([...rows]);
    }),
  );
}

/** The proposals a profile left open, in the order in which they stood; damaged ones are left out. */
export async function draftsOf(library: Library, profileId: string): Promise<readonly DraftRow[]> {
  const rows = await guarded(() => library.drafts.where({ profileId }).toArray());
  return [...repair("drafts", rows).rows].sort((a, b) => a.place - b.place);
}
