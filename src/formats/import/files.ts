import { archiveLimits, InflationMeter, type ArchiveLimits } from "../archive/limits";
import { looksLikeZip, zipSources } from "../archive/zip";
import { Refusal } from "../text/refusal";
import { blobSource, readHead } from "../text/source";
import type { ByteSource, ReadContext, WholeFile } from "../text/source";

/** A file as dropped: its name (relative to the folder, in a folder drop) and its bytes. */
export interface DroppedFile extends WholeFile {
  readonly name: string;
}

/**
 * The sources of a drop: its files, and the files of its archives, in order of their names.
 *
 * @throws Refusal when an archive is damaged, forged or beyond the limits
 */
export async function openDrop(
  files: readonly DroppedFile[],
  context: ReadContext,
  limits: ArchiveLimits = archiveLimits,
): Promise<ByteSource[]> {
  if (files.length > limits.entries) {
    throw new Refusal(`There are ${files.length} files; at most ${limits.entries} are read.`);
  }
  const meter = new InflationMeter(limits);
  const sources: ByteSource[] = [];
  for (const { name, ...whole } of files) {
    const { blob } = whole;
    const source = blobSource(name, whole);
    const head = await readHead(source, context, 4);
    if (looksLikeZip(head)) sources.push(...(await zipSources(name, blob, limits, meter, context)));
    else if (!/(^|\/)\.[^/]*$/.test(name)) sources.push(source);
  }
  return sources.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
