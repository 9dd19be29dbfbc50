import type { Dictionary } from "../../i18n/en";
import type { Format } from "../../i18n/format";
import type { ListenRow, PlaylistRow, TasteRule } from "../../library/rows";
import type { Session } from "../../recommend/signals/sessions";

/** What a rule leaves out, in words. */
export function ruleName(
  t: Dictionary,
  format: Format,
  rule: TasteRule,
  playlists: readonly PlaylistRow[],
): string {
  const words = t.taste.rules;
  if (rule.kind === "session") return words.session(format.dateTime(rule.fromMs));
  if (rule.kind === "since") return words.since(format.dateTime(rule.fromMs));
  if (rule.kind === "item") return words.item(rule.name);
  if (rule.kind === "playlist") {
    const playlist = playlists.find(({ id }) => id === rule.playlistId);
    return playlist ? words.playlist(playlist.name) : words.goneList;
  }
  const { all, week, end } = words.daysChoices;
  const days = rule.weekdays.length === 0 ? all : rule.weekdays.includes(1) ? week : end;
  return words.hours(clock(rule.from), clock(rule.to), days);
}

/** The artists of a sitting, the most played first, at most three. */
export function sittingArtists(
  format: Format,
  { listens }: Session<ListenRow>,
  names: ReadonlyMap<string, string>,
): string {
  const plays = new Map<string, number>();
  for (const { artistId } of listens) plays.set(artistId, (plays.get(artistId) ?? 0) + 1);
  const most = [...plays].sort((a, b) => b[1] - a[1]).map(([id]) => names.get(id));
  return format.list(most.filter((name) => name !== undefined).slice(0, 3));
}

/** "23:00" */
export function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}
