import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import { guarded } from "./errors";
import type { FeedbackKind, FeedbackRow } from "./rows";
import type { Library } from "./schema";

const NOT_NOW_MS = 30 * 86_400_000;

/** Adds to the record of what the person said or did; nothing in it is ever rewritten. */
export async function recordFeedback(
  library: Library,
  event: Omit<FeedbackRow, "id">,
): Promise<void> {
  await guarded(() => library.feedback.add({ ...event }));
}

/** Items and artists that are blocked now: the last of block and unblock decides. */
export async function activeBlocks(
  library: Library,
  profileId: string,
): Promise<ReadonlySet<ItemId>> {
  const events = await readKinds(library, profileId, ["block", "unblock"]);
  const last = new Map(events.map((event) => [event.itemId, event.kind]));
  return new Set([...last].filter(([, kind]) => kind === "block").map(([item]) => item));
}

/**
 * Items put off, with the time until which each stays away: 30 days from the last "not now", none
 * where it was taken back since.
 */
export async function notNowUntil(
  library: Library,
  profileId: string,
  nowMs: EpochMs = Date.now(),
): Promise<ReadonlyMap<ItemId, EpochMs>> {
  const events = await readKinds(library, profileId, ["not-now", "again"]);
  const last = new Map(
    events.map((event): [ItemId, EpochMs] => [
      event.itemId,
      event.kind === "again" ? 0 : event.timeMs + NOT_NOW_MS,
    ]),
  );
  return new Map([...last].filter(([, untilMs]) => untilMs > nowMs));
}

/** Items of which fewer alike were asked for, and when; none where it was taken back since. */
export async function lessLikeSaid(
  library: Library,
  profileId: string,
): Promise<ReadonlyMap<ItemId, EpochMs>> {
  const events = await readKinds(library, profileId, ["less-like", "again"]);
  const last = new Map(events.map((event) => [event.itemId, event]));
  const said = [...last.values()].filter(({ kind }) => kind === "less-like");
  return new Map(said.map((event) => [event.itemId, event.timeMs]));
}

/** Events of the kinds, in the order they happened. */
async function readKinds(
  library: Library,
  profileId: string,
  kinds: readonly FeedbackKind[],
): Promise<readonly FeedbackRow[]> {
  const events = await guarded(() =>
    library.feedback
      .where("[profileId+kind]")
      .anyOf(kinds.map((kind) => [profileId, kind]))
      .toArray(),
  );
  return events.toSorted((a, b) => a.timeMs - b.timeMs || (a.id ?? 0) - (b.id ?? 0));
}
