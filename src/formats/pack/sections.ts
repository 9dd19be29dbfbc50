import { Inflate, deflateSync } from "fflate";
import { Sha256 } from "../backup/sha256";
import { join } from "../text/encoding";
import { Refusal } from "../text/refusal";
import {
  ENTRY_BYTES,
  HEADER_BYTES,
  PACK_MAGIC,
  PACK_VERSION,
  SECTIONS,
  looksLikePack,
  packLimits,
  type SectionTag,
} from "./layout";

/** Inflated parts of a pack by their tag; a part that would be empty is left out. */
export type Sections = Partial<Record<SectionTag, Uint8Array>>;

/** Bytes that a part takes in the file. */
export type PartSizes = Partial<Record<SectionTag, number>>;

/** Stored bytes inflated at once: at the ratio of a bomb, 1,000, they become 16 MB. */
const CHUNK_BYTES = 16 * 1024;

/** Parts deflated, listed and hashed. The same parts give the same bytes. */
export function writeSections(sections: Sections): Uint8Array<ArrayBuffer> {
  const present = SECTIONS.filter((tag) => (sections[tag]?.length ?? 0) > 0);
  const bodies = present.map((tag) => deflateSync(sections[tag] as Uint8Array, { level: 9 }));
  const header = new Uint8Array(HEADER_BYTES + ENTRY_BYTES * present.length);
  const view = new DataView(header.buffer);
  header.set(PACK_MAGIC);
  view.setUint16(8, PACK_VERSION, true);
  view.setUint16(10, present.length, true);
  present.forEach((tag, n) => {
    const at = HEADER_BYTES + ENTRY_BYTES * n;
    header.set(new TextEncoder().encode(tag), at);
    view.setUint32(at + 4, (bodies[n] as Uint8Array).length, true);
    view.setUint32(at + 8, (sections[tag] as Uint8Array).length, true);
  });
  const file = join([header, ...bodies]);
  file.set(hashOf(file), 12);
  return file;
}

/** Puts the right hash on a file whose content was changed: for tests of the checks behind it. */
export function hashOf(file: Uint8Array): Uint8Array {
  const hex = new Sha256().update(file.subarray(HEADER_BYTES)).hex();
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The hash that a file says it has, as 64 hexadecimal digits. */
export function statedHash(file: Uint8Array): string {
  return Array.from(file.subarray(12, HEADER_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * The parts of a file, inflated. Parts of a kind not known are passed over.
 *
 * @throws Refusal with the byte (from 1) where the fault lies
 */
export function readSections(file: Uint8Array): { sections: Sections; sizes: PartSizes } {
  checkHeader(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const count = view.getUint16(10, true);
  let start = HEADER_BYTES + ENTRY_BYTES * count;
  if (count > packLimits.sections || start > file.length) {
    throw refuse("The pack's list of parts cannot be right.", 10);
  }
  const sections: Sections = {};
  const sizes: PartSizes = {};
  let total = 0;
  for (let n = 0; n < count; n++) {
    const at = HEADER_BYTES + ENTRY_BYTES * n;
    const name = String.fromCharCode(...file.subarray(at, at + 4));
    const stored = view.getUint32(at + 4, true);
    const inflated = view.getUint32(at + 8, true);
    total += inflated;
    if (start + stored > file.length) throw refuse("The pack is cut off.", file.length);
    if (total > packLimits.inflatedBytes) {
      throw refuse(`The pack unpacks to more than ${megabytes(packLimits.inflatedBytes)}.`, at);
    }
    const tag = SECTIONS.find((known) => known === name);
    if (tag !== undefined) {
      if (sections[tag] !== undefined) throw refuse(`The pack has two parts "${tag}".`, at);
      sections[tag] = inflate(file.subarray(start, start + stored), inflated, tag, start);
      sizes[tag] = stored;
    }
    start += stored;
  }
  if (start !== file.length) throw refuse("The pack goes on after its end.", start);
  return { sections, sizes };
}

function checkHeader(file: Uint8Array): void {
  if (!looksLikePack(file)) throw refuse("This is not a pack.", 0);
  if (file.length < HEADER_BYTES) throw refuse("The pack is cut off.", file.length);
  if (file.length > packLimits.fileBytes) {
    throw refuse(`The pack is larger than ${megabytes(packLimits.fileBytes)}.`, 0);
  }
  const version = (file[8] as number) + 256 * (file[9] as number);
  if (version !== PACK_VERSION) {
    throw refuse(
      `The pack is of version ${version}; this Refrain reads version ${PACK_VERSION}.`,
      8,
    );
  }
  if (!hashOf(file).every((byte, n) => byte === file[12 + n])) {
    throw refuse("The pack is damaged: its content does not fit its SHA-256.", 12);
  }
}

function inflate(stored: Uint8Array, size: number, tag: string, at: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((bytes) => {
    parts.push(bytes);
    length += bytes.length;
  });
  for (let from = 0; from < stored.length; from += CHUNK_BYTES) {
    const chunk = stored.subarray(from, from + CHUNK_BYTES);
    try {
      stream.push(chunk, from + CHUNK_BYTES >= stored.length);
    } catch {
      throw refuse(`The part "${tag}" cannot be unpacked.`, at + from);
    }
    if (length > size) throw refuse(`The part "${tag}" unpacks to more than it says.`, at + from);
  }
  if (length !== size) throw refuse(`The part "${tag}" unpacks to less than it says.`, at);
  return join(parts);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

function refuse(message: string, byte: number): Refusal {
  return new Refusal(message, { byte: byte + 1 });
}
