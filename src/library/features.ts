import type { ItemId } from "../base/item";
import { fromColumns } from "../base/sparse";
import { FEATURES_VERSION, type Features } from "../features/names";
import { toVector, VECTOR_NAMES } from "../features/vector";
import type { ItemContent } from "../recommend/content";
import { guarded } from "./errors";
import type { FeatureRow } from "./rows";
import type { Library } from "./schema";
import { toStored } from "./track-words";

/** Tracks whose sound or notes were not measured yet, or in an older way. */
export interface Unmeasured {
  readonly scores: readonly { readonly trackId: ItemId; readonly scoreId: string }[];
  readonly files: readonly { readonly trackId: ItemId; readonly audioId: string }[];
}

export async function readUnmeasured(library: Library): Promise<Unmeasured> {
  const { tracks, features, audioFiles } = library;
  return guarded(async () => {
    const measured = new Set<ItemId>();
    await features.each((row) => {
      if (row.version >= FEATURES_VERSION) measured.add(row.trackId);
    });
    const own = await tracks.where("source").anyOf("studio", "shelf").toArray();
    const files = await audioFiles.toArray();
    return {
      scores: own.flatMap(({ id, scoreId }) =>
        scoreId === undefined || measured.has(id) ? [] : [{ trackId: id, scoreId }],
      ),
      files: files.flatMap(({ id, trackId }) =>
        measured.has(trackId) ? [] : [{ trackId, audioId: id }],
      ),
    };
  });
}

/**
 * Keeps what was measured of a track; nothing measured is kept too, so that it is not tried again.
 * A track that is gone meanwhile leaves nothing.
 *
 * @param durationMs  of the sound, for a track whose tags did not say
 */
export async function writeFeatures(
  library: Library,
  trackId: ItemId,
  values: Features,
  durationMs?: number,
): Promise<void> {
  const { tracks, features } = library;
  await guarded(() =>
    library.transaction("rw", tracks, features, async () => {
      const track = await tracks.get(trackId);
      if (track === undefined) return;
      await features.put({
        trackId,
        version: FEATURES_VERSION,
        values: values as FeatureRow["values"],
      });
      if (track.durationMs === undefined && durationMs !== undefined) {
        await tracks.put(toStored({ ...track, durationMs }));
      }
    }),
  );
}

export async function readFeatures(
  library: Library,
  trackId: ItemId,
): Promise<FeatureRow | undefined> {
  return guarded(() => library.features.get(trackId));
}

/** What is known of the tracks of a library themselves: row i of `rows` is `items[i]`. */
export interface LibraryContent extends ItemContent {
  readonly items: readonly ItemId[];
}

/**
 * Tracks × what they are like: measured features as places of a vector, tags ("tag:folk") and
 * decades ("decade:1990"), each 0–1. Tracks of which nothing is known are left out; items are
 * in order of their ids, features in order of first use.
 */
export async function contentOf(library: Library): Promise<LibraryContent> {
  const values = new Map<ItemId, Features>();
  const items: ItemId[] = [];
  const columns = new Map(VECTOR_NAMES.map((name, i) => [name, i]));
  const entries = { row: [] as number[], column: [] as number[], value: [] as number[] };
  const add = (name: string, value: number): void => {
    const column = columns.get(name) ?? columns.size;
    columns.set(name, column);
    entries.row.push(items.length);
    entries.column.push(column);
    entries.value.push(value);
  };
  await guarded(async () => {
    await library.features.each((row) => void values.set(row.trackId, row.values));
    await library.tracks.orderBy("id").each(({ id, tags = [], year }) => {
      const before = entries.row.length;
      const vector = toVector(values.get(id) ?? {});
      vector.forEach((value, i) => value > 0 && add(VECTOR_NAMES[i] as string, value));
      for (const tag of tags) add(`tag:${tag}`, 1);
      if (year !== undefined) add(`decade:${10 * Math.floor(year / 10)}`, 0.5);
      if (entries.row.length > before) items.push(id);
    });
  });
  const size = { rows: items.length, columns: columns.size };
  return { items, features: [...columns.keys()], rows: fromColumns(entries, size) };
}
