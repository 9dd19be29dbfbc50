import type { EpochMs } from "../../base/time";
import { isoWeek } from "../../recommend/mixes/week";
import { weeklyMix } from "../../recommend/mixes/weekly";
import { deviceOffset } from "../../recommend/signals/local-time";
import type { Choice } from "../../recommend/slate/task";
import { keepMix, listMixes, mixId, readMix } from "../mixes";
import type { MixEntry, MixRow } from "../rows";
import type { Library } from "../schema";
import { entriesOfUnion } from "./entry";
import { isSimulated, keptEntries } from "./mix-entries";
import { whereThereIsRoom } from "./room";
import type { Source } from "./source";
import type { Union } from "./union";

/** Likes from which on a mix says something of the person. */
const leastLikes = 3;
/** Entries that wait for a place beside the thirty. */
const spares = 12;

export interface MixRequest {
  readonly profileId: string;
  readonly adventure: number;
  readonly nowMs: EpochMs;
  /** Chooses styles to explore. */
  readonly pickStyles: (styles: readonly string[], n: number) => readonly string[];
}

/**
 * The mix of this week: the one that is kept, or one made now and kept. One made from simulated
 * listeners gives way once there are real ones. Undefined while too little is known.
 */
export async function mixOfWeek(
  library: Library,
  union: Union,
  request: MixRequest,
): Promise<MixRow | undefined> {
  const { profileId, nowMs } = request;
  const week = isoWeek(nowMs, deviceOffset).id;
  const asked = union.origins.map(({ ranked }) => ranked.person.source);
  const simulated = asked.some((source) => source.simulated) && !asked.some(asksRealPeople);
  const givesWay = (row: MixRow) => !simulated && isSimulated(row);
  const here = await readMix(library, profileId, week);
  if (here !== undefined && !givesWay(here)) return here;
  if (union.taste.index.length < leastLikes || union.candidates.item.length === 0) return here;
  const entries = await makeEntries(library, union, { ...request, week, simulated });
  const made = { profileId, week, createdMs: nowMs, entries };
  const kept = await whereThereIsRoom(library, () => keepMix(library, made, givesWay));
  return kept ?? { id: mixId(profileId, week), ...made };
}

async function makeEntries(
  library: Library,
  union: Union,
  request: MixRequest & { readonly week: string; readonly simulated: boolean },
): Promise<readonly MixEntry[]> {
  const { profileId, adventure, nowMs, pickStyles, week, simulated } = request;
  const numbers = new Map(
    union.origins.map(({ ranked, item }, at) => [ranked.person.source.items[item]?.id, at]),
  );
  const earlier = (await listMixes(library, profileId)).filter((row) => row.week !== week);
  const shown = earlier.flatMap((row) =>
    keptEntries(row).flatMap((entry) => {
      const item = entry.spare ? undefined : numbers.get(entry.itemId);
      return item === undefined ? [] : [{ item, timeMs: row.createdMs }];
    }),
  );
  const task = { ...union, profileId, week, nowMs, dial: adventure, pickStyles };
  const mix = weeklyMix({ ...task, shown });
  const taken = [...shown, ...mix.map(({ item }) => ({ item, timeMs: nowMs }))];
  const waiting = weeklyMix({ ...task, shown: taken, n: spares });
  const keep = (choices: readonly Choice[], spare: boolean) =>
    entriesOfUnion(union, choices).map((entry, at) => {
      const style = choices[at]?.style;
      return { ...entry, simulated, spare, ...(style !== undefined && { style }) };
    });
  return [...keep(mix, false), ...keep(waiting, true)];
}

function asksRealPeople({ simulated, users }: Source): boolean {
  return !simulated && users > 0;
}
