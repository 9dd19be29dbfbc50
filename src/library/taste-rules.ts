import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import type { HoursOfDay, TasteRules, TimeRange } from "../recommend/signals/rules";
import { guarded } from "./errors";
import type { TasteRule, TasteRuleRow } from "./rows";
import type { Library } from "./schema";

/** Takes a part of the history out of the taste; nothing is deleted. @returns it, for an undo */
export async function addTasteRule(
  library: Library,
  profileId: string,
  rule: TasteRule,
  nowMs: EpochMs = Date.now(),
): Promise<TasteRuleRow> {
  const row: TasteRuleRow = { id: crypto.randomUUID(), profileId, createdMs: nowMs, rule };
  await guarded(() => library.tasteRules.add(row));
  return row;
}

/** Begins anew: nothing heard or rated until now counts. Undone by removing the rule. */
export async function resetTaste(
  library: Library,
  profileId: string,
  nowMs: EpochMs = Date.now(),
): Promise<TasteRuleRow> {
  return addTasteRule(library, profileId, { kind: "since", fromMs: nowMs }, nowMs);
}

/** Lets count again what a rule had taken out. @returns the rule, for an undo */
export async function removeTasteRule(
  library: Library,
  id: string,
): Promise<TasteRuleRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.tasteRules, async () => {
      const row = await library.tasteRules.get(id);
      await library.tasteRules.delete(id);
      return row;
    }),
  );
}

/** Puts a rule back that was removed. */
export async function restoreTasteRule(library: Library, row: TasteRuleRow): Promise<void> {
  await guarded(() => library.tasteRules.put(row));
}

/** The rules of a profile, the latest first. */
export async function listTasteRules(
  library: Library,
  profileId: string,
): Promise<readonly TasteRuleRow[]> {
  const rows = await guarded(() => library.tasteRules.where({ profileId }).toArray());
  return rows.toSorted((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1));
}

/** All rules of a profile as the signals of taste apply them; playlists by what they hold now. */
export async function readTasteRules(library: Library, profileId: string): Promise<TasteRules> {
  const sessions: TimeRange[] = [];
  const hours: HoursOfDay[] = [];
  const items: ItemId[] = [];
  const playlistIds: string[] = [];
  let sinceMs = Number.NEGATIVE_INFINITY;
  for (const { rule } of await listTasteRules(library, profileId)) {
    if (rule.kind === "session") sessions.push(rule);
    else if (rule.kind === "hours") hours.push(hoursOf(rule));
    else if (rule.kind === "item") items.push(rule.itemId);
    else if (rule.kind === "playlist") playlistIds.push(rule.playlistId);
    else sinceMs = Math.max(sinceMs, rule.fromMs);
  }
  const playlists = await guarded(() => library.playlists.bulkGet(playlistIds));
  for (const playlist of playlists) items.push(...(playlist?.trackIds ?? []));
  return { sessions, hours, items, ...(sinceMs > Number.NEGATIVE_INFINITY && { sinceMs }) };
}

/** Hours on no weekday named are hours of every day. */
function hoursOf({ from, to, weekdays }: Extract<TasteRule, { kind: "hours" }>): HoursOfDay {
  return weekdays.length === 0 ? { from, to } : { from, to, weekdays };
}
