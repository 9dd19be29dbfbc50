import { Refusal } from "../text/refusal";
import type { ArchiveLimits } from "./limits";

/** A file in an archive, as the archive's directory tells it; all of it may be forged. */
export interface ArchiveEntry {
  /** Shown to the person and looked at for its ending; never a path on any disk. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly compressedBytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const UNKNOWN32 = 0xffffffff;

/**
 * The directory at the end of a ZIP archive. Only the directory counts: data that it does not name
 * is not read, and entries that overlap (the trick of most archive bombs) are refused.
 *
 * @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3
 * @throws Refusal when there is no directory, or when it is damaged, forged or too large
 */
export async function readDirectory(
  archive: Blob,
  file: string,
  limits: ArchiveLimits,
): Promise<ArchiveEntry[]> {
  const { count, bytes, offset } = await findDirectory(archive, file);
  if (count > limits.entries) {
    throw new Refusal(`${file} holds ${count} files; at most ${limits.entries} are opened.`, {
      file,
    });
  }
  if (offset + bytes > archive.size || bytes > limits.entries * 1024) throw damaged(file);
  const view = await viewOf(archive, offset, offset + bytes);
  const entries: ArchiveEntry[] = [];
  for (let at = 0, n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged(file);
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damaged(file);
    entries.push(readEntry(view, at, nameBytes, extraBytes));
    at = next;
  }
  refuseOverlaps(entries, archive.size, file);
  return entries;
}

function readEntry(
  view: DataView,
  at: number,
  nameBytes: number,
  extraBytes: number,
): ArchiveEntry {
  const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes);
  const wide = wideNumbers(view, at + 46 + nameBytes, extraBytes);
  const number = (field: number): number => {
    const value = view.getUint32(field, true);
    return value === UNKNOWN32 ? (wide.shift() ?? UNKNOWN32) : value;
  };
  // The order of the wide numbers is fixed: size, compressed size, offset.
  number(at + 24);
  const compressedBytes = number(at + 20);
  const offset = number(at + 42);
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc32: view.getUint32(at + 16, true),
    compressedBytes,
    offset,
  };
}

/** The 64-bit numbers of the extra field 0x0001. */
function wideNumbers(view: DataView, start: number, bytes: number): number[] {
  for (let at = start; at + 4 <= start + bytes;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1 && at + 4 + length <= start + bytes) {
      const count = Math.floor(length / 8);
      return Array.from({ length: count }, (_, i) => wide(view, at + 4 + 8 * i));
    }
    at += 4 + length;
  }
  return [];
}

function wide(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

async function findDirectory(
  archive: Blob,
  file: string,
): Promise<{ count: number; bytes: number; offset: number }> {
  const start = Math.max(0, archive.size - END_BYTES - MAX_COMMENT);
  const tail = await viewOf(archive, start, archive.size);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const end = {
      count: tail.getUint16(at + 10, true),
      bytes: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
    };
    if (at < 20 || tail.getUint32(at - 20, true) !== END64_LOCATOR) return end;
    const from = wide(tail, at - 20 + 8);
    const end64 = await viewOf(archive, from, from + 56);
    if (end64.byteLength < 56 || end64.getUint32(0, true) !== END64) throw damaged(file);
    return { count: wide(end64, 32), bytes: wide(end64, 40), offset: wide(end64, 48) };
  }
  throw damaged(file);
}

function refuseOverlaps(entries: readonly ArchiveEntry[], size: number, file: string): void {
  const ordered = [...entries].sort((a, b) => a.offset - b.offset);
  let free = 0;
  for (const { offset, compressedBytes } of ordered) {
    // A local header is 30 bytes at least.
    if (offset < free || offset + 30 + compressedBytes > size) throw damaged(file);
    free = offset + 30 + compressedBytes;
  }
}

async function viewOf(archive: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await archive.slice(start, Math.min(end, archive.size)).arrayBuffer());
}

function damaged(file: string): Refusal {
  return new Refusal(`${file} is cut off or damaged: its list of files cannot be read.`, { file });
}
