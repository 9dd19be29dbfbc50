import * as v from "valibot";
import { refusalOf } from "../../recommend/signals/refusals";
import { artistOf } from "../../recommend/slate/catalogue";
import { mixSize } from "../../recommend/mixes/weekly";
import type { Interactions } from "../interactions";
import type { MixRow } from "../rows";
import type { Mix, SlateEntry } from "./answers";
import type { Showing } from "./entry";

/** An entry as it is kept. */
export interface KeptEntry extends SlateEntry {
  /** The mix was made where there were only simulated listeners. */
  readonly simulated: boolean;
  /** What is explored with it. */
  readonly style?: string;
  /** Waits for a place that falls free. */
  readonly spare: boolean;
}

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const shape = v.looseObject({
  itemId: v.string(),
  kind: v.picklist(["artist", "track", "work"]),
  name: v.string(),
  artist: v.optional(v.string()),
  score: v.number(),
  communityId: v.string(),
  reasons: v.array(v.looseObject({ kind: v.picklist(["item", "listener", "popular"]), share })),
  otherShare: share,
  style: v.optional(v.string()),
  simulated: v.boolean(),
  spare: v.boolean(),
});

/** The entries of a kept mix. One that a foreign backup brought and that is no entry is left out. */
export function keptEntries(row: MixRow): readonly KeptEntry[] {
  return row.entries.filter((entry) => v.is(shape, entry)) as unknown as readonly KeptEntry[];
}

/**
 * A mix as it is shown: what was refused since it was made gives its place to a spare, and has it
 * back when the refusal is taken back. Nothing else moves, whatever is heard or rated.
 */
export function mixOf(row: MixRow, interactions: Interactions, nowMs: number): Mix {
  const { stars: ratings, blocked, notNow } = interactions;
  const refusals = { ratings, blocked, notNow };
  const bearable = (entry: KeptEntry) => {
    const { itemId: id, name, artist } = entry;
    const artistId = artistOf({ id, name, ...(artist !== undefined && { artist }) });
    return refusalOf({ id, artistId }, refusals, nowMs) === undefined;
  };
  const kept = keptEntries(row);
  const spares = kept.filter((entry) => entry.spare && bearable(entry));
  const entries = kept
    .filter((entry) => !entry.spare)
    .flatMap((entry) => (bearable(entry) ? entry : (spares.shift() ?? [])));
  return {
    week: row.week,
    createdMs: row.createdMs,
    simulated: isSimulated(row),
    entries: entries
      .slice(0, mixSize)
      .map(({ simulated: _, spare: __, style: ___, ...entry }) => entry),
  };
}

/** What the mix shows to find out. */
export function mixShowings(row: MixRow): readonly Showing[] {
  return keptEntries(row).flatMap(({ itemId, style, spare }) =>
    style === undefined || spare ? [] : [{ itemId, style }],
  );
}

/** Made when only the simulated listeners were there to make it from. */
export function isSimulated(row: MixRow): boolean {
  return keptEntries(row).every((entry) => entry.simulated);
}
