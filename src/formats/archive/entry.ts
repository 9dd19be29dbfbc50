import { Inflate } from "fflate";
import { Refusal } from "../text/refusal";
import { blobChunks, type ByteSource, type ReadContext } from "../text/source";
import { crc32 } from "./crc32";
import type { ArchiveEntry } from "./directory";
import type { InflationMeter } from "./limits";

const STORED = 0;
const DEFLATED = 8;
const LOCAL = 0x04034b50;
/** Stored bytes inflated at once: at a ratio of 1,000 they become 16 MB before they are counted. */
const CHUNK_BYTES = 16 * 1024;

/** A file in an archive as a source, inflated as it is read and checked at its end. */
export function entrySource(
  archive: Blob,
  archiveName: string,
  entry: ArchiveEntry,
  meter: InflationMeter,
): ByteSource {
  const name = `${archiveName}/${entry.name}`;
  return {
    name,
    size: entry.compressedBytes,
    read: (context) => inflated(archive, entry, name, meter, context),
  };
}

async function* inflated(
  archive: Blob,
  entry: ArchiveEntry,
  file: string,
  meter: InflationMeter,
  context: ReadContext,
): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) {
    throw new Refusal(`${file} is locked with a password; unpack it first.`, { file });
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Refusal(`${file} is packed in a way that is not known here; unpack it first.`, {
      file,
    });
  }
  const data = await entryData(archive, entry, file);
  let stored = 0;
  let length = 0;
  let crc = 0;
  const check = (bytes: Uint8Array): void => {
    length += bytes.length;
    meter.count(file, bytes.length, length, stored);
    crc = crc32(bytes, crc);
  };
  const inflate = entry.method === DEFLATED ? new Inflater(file) : undefined;
  for await (const chunk of blobChunks(data, context, CHUNK_BYTES)) {
    stored += chunk.length;
    const last = stored === data.size;
    for (const bytes of inflate?.push(chunk, last) ?? [chunk]) {
      check(bytes);
      yield bytes;
    }
  }
  if (crc !== entry.crc32) throw broken(file);
}

/** The stored bytes of an entry, without its local header, whose lengths differ from the directory's. */
async function entryData(archive: Blob, entry: ArchiveEntry, file: string): Promise<Blob> {
  const { offset, compressedBytes } = entry;
  const header = new DataView(await archive.slice(offset, offset + 30).arrayBuffer());
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) throw broken(file);
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + compressedBytes > archive.size) throw broken(file);
  return archive.slice(start, start + compressedBytes);
}

class Inflater {
  readonly #file: string;
  readonly #inflate: Inflate;
  #out: Uint8Array[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#inflate = new Inflate((bytes) => {
      if (bytes.length > 0) this.#out.push(bytes);
    });
  }

  push(chunk: Uint8Array, last: boolean): readonly Uint8Array[] {
    this.#out = [];
    try {
      this.#inflate.push(chunk, last);
    } catch {
      throw broken(this.#file);
    }
    return this.#out;
  }
}

function broken(file: string): Refusal {
  return new Refusal(`${file} is damaged inside the archive; fetch the archive again.`, { file });
}
