import { ENTRY_BYTES, HEADER_BYTES, type SectionTag } from "../../src/formats/pack/layout";
import type { PartSizes } from "../../src/formats/pack/sections";

const groups: Readonly<Record<string, readonly SectionTag[]>> = {
  names: ["kind", "name", "arts"],
  ids: ["idta", "mbid", "mbtx", "isrc"],
  tags: ["tags"],
  popularity: ["popu"],
  weights: ["wcnt", "widx", "wval", "wscl"],
  factors: ["fval", "fscl", "gram"],
};

/** Bytes of a file by what they are for; `head` is all the rest. */
export function partBytes(sizes: PartSizes): Record<string, number> {
  const head = HEADER_BYTES + ENTRY_BYTES * Object.keys(sizes).length + (sizes.head ?? 0);
  const sum = (tags: readonly SectionTag[]) =>
    tags.reduce((bytes, tag) => bytes + (sizes[tag] ?? 0), 0);
  const parts = Object.entries(groups).map(([name, tags]) => [name, sum(tags)] as const);
  return { head, ...Object.fromEntries(parts) };
}
