import "fake-indexeddb/auto";
import { onTestFinished } from "vitest";
import { artistItem, trackItem } from "../../src/base/item";
import { openLibrary } from "../../src/library/open";
import type { ListenRow, TrackRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { TABLES } from "../../src/library/schema";

let made = 0;

export function freshName(): string {
  return `test-${++made}-${Math.round(performance.now() * 1000)}`;
}

/** A library of its own for one test, closed when the test is over. */
export async function freshLibrary(): Promise<Library> {
  const library = await openLibrary(freshName());
  onTestFinished(() => library.close());
  return library;
}

/** Every row of every table, to compare two states of a database. */
export async function dump(library: Library): Promise<Record<string, unknown[]>> {
  const entries = TABLES.map(async (name) => [name, await library.table(name).toArray()] as const);
  return Object.fromEntries(await Promise.all(entries));
}

export function track(artist: string, title: string, more: Partial<TrackRow> = {}): TrackRow {
  return {
    id: trackItem(artist, title),
    title,
    artist,
    artistId: artistItem(artist),
    source: "import",
    addedMs: 1_000,
    ...more,
  };
}

export function listen(of: TrackRow, startMs: number, more: Partial<ListenRow> = {}): ListenRow {
  return {
    id: `p|${of.id}|${startMs}`,
    profileId: "p",
    trackId: of.id,
    artistId: of.artistId,
    startMs,
    source: "csv",
    ...more,
  };
}
