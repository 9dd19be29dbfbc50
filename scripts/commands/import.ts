import { openAsBlob } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DroppedFile } from "../../src/formats/import/files";
import { readImport } from "../../src/formats/import/read";

/**
 * `import F…`: reads files, folders and archives as one drop, writes nothing, and reports what an
 * import would take: {format, destination, listens, ratings, tracks, artists, users, items,
 * skipped, rejected, rejectedCount}. The rows rejected name their file where there are several.
 *
 * @throws Error with a sentence for the person when nothing can be imported
 */
export async function run(args: string[], out: (o: object) => void): Promise<void> {
  if (args.length === 0) throw new Error("import needs at least one file, folder or archive.");
  const files = (await Promise.all(args.map((path) => collect(path, basename(path))))).flat();
  const result = await readImport(files, { nowMs: Date.now() });
  if (!result.ok) throw new Error(result.fault.message);
  const { format, destination, read, skipped, rejected, rejectedCount, repairedLines } =
    result.value;
  const several = new Set(rejected.map(({ file }) => file)).size > 1;
  out({
    format,
    destination,
    ...read,
    skipped,
    repairedLines,
    rejected: rejected.map(({ file, row, reason }) =>
      several ? { file, row, reason } : { row, reason },
    ),
    rejectedCount,
  });
}

async function collect(path: string, name: string): Promise<DroppedFile[]> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) throw new Error(`${path} does not exist.`);
  if (!info.isDirectory()) return [{ name, blob: await openAsBlob(path) }];
  const inside = (await readdir(path)).sort();
  return (
    await Promise.all(inside.map((child) => collect(join(path, child), `${name}/${child}`)))
  ).flat();
}
