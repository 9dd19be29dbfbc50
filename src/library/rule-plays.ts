import type { ItemId } from "../base/item";
import { deviceOffset } from "../recommend/signals/local-time";
import { listenFilter, type TasteRules } from "../recommend/signals/rules";
import { sessionsOf, type Session } from "../recommend/signals/sessions";
import { guarded } from "./errors";
import { eachPageOfListens } from "./listen-pages";
import { recentListens } from "./listens";
import type { ListenRow, TasteRule, TasteRuleRow } from "./rows";
import type { Library } from "./schema";

/** How many plays each rule leaves out by itself, by the id of the rule; rules may overlap. */
export async function playsLeftOut(
  library: Library,
  profileId: string,
  rows: readonly TasteRuleRow[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(rows.map(({ id }) => [id, 0]));
  const filters: { id: string; counts: (listen: ListenRow) => boolean }[] = [];
  for (const { id, rule } of rows) {
    const rules = await rulesOf(library, rule);
    filters.push({ id, counts: listenFilter(rules, deviceOffset) });
  }
  if (rows.length === 0) return counts;
  await guarded(() =>
    eachPageOfListens(library, profileId, (page) => {
      for (const listen of page) {
        for (const filter of filters) {
          if (!filter.counts(listen)) counts.set(filter.id, (counts.get(filter.id) ?? 0) + 1);
        }
      }
    }),
  );
  return counts;
}

/** The latest sittings of a profile, the newest first, out of its last plays. */
export async function recentSittings(
  library: Library,
  profileId: string,
  count: number,
): Promise<readonly Session<ListenRow>[]> {
  const listens = await recentListens(library, profileId, LATEST);
  const sessions = sessionsOf(listens);
  // The oldest of them may have begun before the plays that were read.
  const whole = listens.length < LATEST ? sessions : sessions.slice(1);
  return whole.toReversed().slice(0, count);
}

const LATEST = 2_000;

async function rulesOf(library: Library, rule: TasteRule): Promise<TasteRules> {
  if (rule.kind === "session") return { sessions: [rule] };
  if (rule.kind === "since") return { sinceMs: rule.fromMs };
  if (rule.kind === "item") return { items: [rule.itemId] };
  if (rule.kind === "playlist") {
    const playlist = await guarded(() => library.playlists.get(rule.playlistId));
    return { items: playlist?.trackIds ?? ([] as ItemId[]) };
  }
  const { from, to, weekdays } = rule;
  return { hours: [weekdays.length === 0 ? { from, to } : { from, to, weekdays }] };
}
