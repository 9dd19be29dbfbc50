import type { Dictionary } from "../../i18n/en";
import type { Format } from "../../i18n/format";
import type { ImportCounts } from "../../library/rows";

type Known<T> = keyof T & string;

/** The name of a format, or of several joined by "+". */
export function formatName(t: Dictionary, format: string): string {
  const names = t.library.preview.formats;
  return format
    .split("+")
    .map((one) => (Object.hasOwn(names, one) ? names[one as Known<typeof names>] : one))
    .join(" + ");
}

/** A few names of many; a folder by its own name. */
const shownNames = 4;

/** What was dropped, short enough for a line: names, or the folder they all lie in. */
export function filesText(files: readonly string[]): string {
  if (files.length <= shownNames) return files.join(", ");
  const folder = /^[^/]+\//.exec(files[0] ?? "")?.[0];
  if (folder !== undefined && files.every((file) => file.startsWith(folder))) return folder;
  return `${files.slice(0, shownNames).join(", ")} …`;
}

/** Why rows were left out on purpose. */
export function skipName(t: Dictionary, reason: string): string {
  const names = t.library.preview.skips;
  return Object.hasOwn(names, reason)
    ? names[reason as Known<typeof names>]
    : t.library.preview.otherSkips;
}

/** "1,200 plays, 300 tracks and 40 artists"; empty where nothing was added. */
export function countsText(t: Dictionary, format: Format, counts: ImportCounts): string {
  const words = t.library.done;
  const own = ["listens", "ratings", "tracks", "artists", "audioFiles", "playlists"] as const;
  const kinds = [...own, "communityEntries"] as const;
  const said = kinds.map((kind) => ({ kind, count: counts[kind] ?? 0 }));
  return format.list(
    said.filter(({ count }) => count > 0).map((one) => words[one.kind](one.count)),
  );
}
