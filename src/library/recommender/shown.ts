import * as v from "valibot";
import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { deviceOffset, localTime } from "../../recommend/signals/local-time";
import { mixMemoryMs } from "../../recommend/slate/damping";
import type { Library } from "../schema";
import { changeKept, readKept, type Kept } from "./kept";

/** When rows showed an item: the day before the last (0 for never), and the last. */
type Showings = readonly [beforeMs: EpochMs, lastMs: EpochMs];

const timeMs = v.pipe(v.number(), v.finite());
const shown: Kept<Readonly<Record<ItemId, Showings>>> = {
  model: "shown",
  nothing: {},
  shape: v.record(v.string(), v.strictTuple([timeMs, timeMs])),
};

/**
 * What rows showed before today, by the person's calendar, and when last: what they show today
 * changes nothing until tomorrow, so that a page stays as it is when it is opened again.
 */
export async function shownBeforeToday(
  library: Library,
  profileId: string,
  nowMs: EpochMs,
): Promise<ReadonlyMap<ItemId, EpochMs>> {
  const all = Object.entries(await readKept(library, profileId, shown));
  return new Map(
    all
      .map(([id, [beforeMs, lastMs]]) => [id, isToday(lastMs, nowMs) ? beforeMs : lastMs] as const)
      .filter(([, ms]) => ms > 0),
  );
}

/** Notes what rows show now; what is older than mixes remember is forgotten. */
export async function noteShown(
  library: Library,
  profileId: string,
  items: Iterable<ItemId>,
  nowMs: EpochMs,
): Promise<void> {
  const now = new Set(items);
  await changeKept(library, profileId, shown, (before) => {
    const fresh = [...now].filter((id) => !isToday(before[id]?.[1] ?? 0, nowMs));
    if (fresh.length === 0) return undefined;
    const recent = Object.entries(before).filter(([, [, lastMs]]) => nowMs - lastMs < mixMemoryMs);
    const added = fresh.map((id) => [id, [before[id]?.[1] ?? 0, nowMs]] as const);
    return Object.fromEntries([...recent, ...added]);
  });
}

function isToday(ms: EpochMs, nowMs: EpochMs): boolean {
  return localTime(ms, deviceOffset).day === localTime(nowMs, deviceOffset).day;
}
