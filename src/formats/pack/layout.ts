/** "\x89RPK" and line ends, which a transfer as text would spoil. */
export const PACK_MAGIC = Uint8Array.of(0x89, 0x52, 0x50, 0x4b, 0x0d, 0x0a, 0x1a, 0x0a);
export const PACK_VERSION = 1;
export const PACK_EXTENSION = ".refrain-pack";

/** Magic, version (u16), number of sections (u16), SHA-256 of all that follows. Bytes. */
export const HEADER_BYTES = 44;
/** Tag (4 ASCII letters), stored bytes (u32), inflated bytes (u32). */
export const ENTRY_BYTES = 12;

/** What a pack holds, in the order of the file; docs/formats/pack.md says how each is written. */
export const SECTIONS = [
  "head",
  "kind",
  "name",
  "arts",
  "idta",
  "mbid",
  "mbtx",
  "isrc",
  "tags",
  "popu",
  "wcnt",
  "widx",
  "wval",
  "wscl",
  "fval",
  "fscl",
  "gram",
] as const;
export type SectionTag = (typeof SECTIONS)[number];

/** What a reader refuses to go beyond, whatever a file says. */
export const packLimits = {
  fileBytes: 64 * 2 ** 20,
  inflatedBytes: 256 * 2 ** 20,
  sections: 64,
  items: 1_000_000,
  /** Of all names, ids and tags together, UTF-8. */
  textBytes: 64 * 2 ** 20,
  /** Of one name, id or tag, UTF-8. */
  stringBytes: 4_096,
  tagsPerItem: 255,
  weights: 20_000_000,
  dims: 512,
} as const;

/** Whether the bytes begin as a pack does. */
export function looksLikePack(head: Uint8Array): boolean {
  return PACK_MAGIC.every((byte, at) => head[at] === byte);
}
