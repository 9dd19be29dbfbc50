import { join } from "../text/encoding";
import { Refusal } from "../text/refusal";
import { readHead, type ByteSource, type ReadContext } from "../text/source";
import { readDirectory } from "./directory";
import { entrySource } from "./entry";
import type { ArchiveLimits, InflationMeter } from "./limits";

/** Whether the bytes begin as a ZIP archive does, an empty one included. */
export function looksLikeZip(head: Uint8Array): boolean {
  const [p, k, third] = head;
  return p === 0x50 && k === 0x4b && (third === 3 || third === 5);
}

/**
 * The files of a ZIP archive, with those of archives inside it; an archive inside such a one is
 * refused. What systems add for themselves (folders, __MACOSX, dot files) is left out.
 *
 * @throws Refusal when the archive is damaged, forged, or beyond the limits
 */
export async function zipSources(
  name: string,
  archive: Blob,
  limits: ArchiveLimits,
  meter: InflationMeter,
  context: ReadContext,
  nested = false,
): Promise<ByteSource[]> {
  const sources: ByteSource[] = [];
  for (const entry of await readDirectory(archive, name, limits)) {
    context.signal?.throwIfAborted();
    if (isSystemFile(entry.name)) continue;
    const source = entrySource(archive, name, entry, meter);
    if (!/\.zip$/i.test(entry.name)) {
      sources.push(source);
      continue;
    }
    if (!looksLikeZip(await readHead(source, context, 4))) continue;
    if (nested) {
      throw new Refusal(
        `${source.name} is an archive in an archive in an archive; unpack it first.`,
      );
    }
    const inner = await inMemory(source, limits, context);
    sources.push(...(await zipSources(source.name, inner, limits, meter, context, true)));
  }
  return sources;
}

function isSystemFile(name: string): boolean {
  return /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$|\/$/i.test(name);
}

async function inMemory(
  source: ByteSource,
  limits: ArchiveLimits,
  context: ReadContext,
): Promise<Blob> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of source.read({ ...context, onBytes: undefined })) {
    bytes += part.length;
    if (bytes > limits.nestedBytes) {
      throw new Refusal(`${source.name} is too large to be opened inside an archive; unpack it.`);
    }
    parts.push(part);
  }
  return new Blob([join(parts)]);
}
