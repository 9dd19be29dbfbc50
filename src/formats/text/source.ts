import type { EpochMs } from "../../base/time";

/** What every reader is given beside its file. */
export interface ReadContext {
  /** The present, so that times of the future can be told. */
  readonly nowMs: EpochMs;
  readonly signal?: AbortSignal | undefined;
  /** Called with the stored bytes just read (compressed ones, inside an archive). */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Called with the number of lines that were not UTF-8 and were read as Windows-1252. */
  readonly onRepair?: ((lines: number) => void) | undefined;
}

/** A file as it lies on the device. */
export interface WholeFile {
  readonly blob: Blob;
  /** The way back to it, where the browser gave one. */
  readonly handle?: FileSystemFileHandle | undefined;
  /** The folder that was chosen, where the handle came out of one. */
  readonly folder?: FileSystemDirectoryHandle | undefined;
}

/** A file that can be read from its start, as often as needed. */
export interface ByteSource {
  /** Relative name as dropped or stored; shown to the person, never used as a path. */
  readonly name: string;
  /** Stored bytes, for progress; a claim, not to be trusted. */
  readonly size: number;
  /** The file itself, where it is not packed into another. */
  readonly whole?: WholeFile;
  read(context: ReadContext): AsyncIterable<Uint8Array>;
}

/** Bytes asked for at once: large enough to be fast, small enough to abort soon. */
const CHUNK_BYTES = 256 * 1024;

/** A source over a Blob or File; it is never held in memory as a whole. */
export function blobSource(name: string, whole: WholeFile): ByteSource {
  const { blob } = whole;
  return { name, size: blob.size, whole, read: (context) => blobChunks(blob, context) };
}

/** The file of a source; one out of an archive is unpacked, and is then a file of its own. */
export async function wholeOf(source: ByteSource, context: ReadContext): Promise<WholeFile> {
  if (source.whole !== undefined) return source.whole;
  const parts: BlobPart[] = [];
  for await (const part of source.read({ ...context, onBytes: undefined })) {
    parts.push(part.slice());
  }
  return { blob: new Blob(parts) };
}

/** The bytes of a blob in chunks; stops with the signal's reason when aborted. */
export async function* blobChunks(
  blob: Blob,
  context: ReadContext,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < blob.size; start += chunkBytes) {
    context.signal?.throwIfAborted();
    const bytes = new Uint8Array(await blob.slice(start, start + chunkBytes).arrayBuffer());
    context.onBytes?.(bytes.length);
    yield bytes;
  }
}

/** At most the first `limit` bytes of a source, without counting them as progress. */
export async function readHead(
  source: ByteSource,
  context: ReadContext,
  limit: number,
): Promise<Uint8Array> {
  const head = new Uint8Array(limit);
  let length = 0;
  for await (const chunk of source.read({ ...context, onBytes: undefined })) {
    const part = chunk.subarray(0, limit - length);
    head.set(part, length);
    length += part.length;
    if (length === limit) break;
  }
  return head.subarray(0, length);
}
