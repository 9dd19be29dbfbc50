import { guarded } from "./errors";
import type { MixRow } from "./rows";
import type { Library } from "./schema";

/** The mix of a week, as it was made. @param week  ISO 8601, e.g. "2026-W48" */
export async function readMix(
  library: Library,
  profileId: string,
  week: string,
): Promise<MixRow | undefined> {
  return guarded(() => library.mixes.get(mixId(profileId, week)));
}

/** The mixes of a profile, the latest week first. */
export async function listMixes(library: Library, profileId: string): Promise<readonly MixRow[]> {
  const rows = await guarded(() =>
    library.mixes.where("[profileId+week]").between([profileId], [profileId, []]).toArray(),
  );
  return rows.toReversed();
}

/**
 * Keeps a mix, once: where the week has one already (made in another tab), that one stays, unless
 * it may be replaced.
 *
 * @returns the mix that counts
 */
export async function keepMix(
  library: Library,
  mix: Omit<MixRow, "id">,
  mayReplace: (here: MixRow) => boolean,
): Promise<MixRow> {
  return guarded(() =>
    library.transaction("rw", library.mixes, async () => {
      const id = mixId(mix.profileId, mix.week);
      const here = await library.mixes.get(id);
      if (here !== undefined && !mayReplace(here)) return here;
      const row: MixRow = { id, ...mix };
      await library.mixes.put(row);
      return row;
    }),
  );
}

export function mixId(profileId: string, week: string): string {
  return `${profileId}|${week}`;
}
