import { itemKind } from "../../base/item";
import type { PackItem } from "../../recommend/pack";
import { SAMPLE_ROWS, type DraftContent, type PackDraft } from "../import/draft";
import { join } from "../text/encoding";
import { Refusal } from "../text/refusal";
import type { ByteSource, ReadContext } from "../text/source";
import { packLimits } from "./layout";
import { readPackFile } from "./read";
import { itemsByRank } from "./weights";

/**
 * A pack as something to import.
 *
 * @throws Refusal when it is damaged, forged, beyond the limits or empty
 */
export async function readPackSet(
  source: ByteSource,
  context: ReadContext,
): Promise<DraftContent & { readonly pack: PackDraft }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source.read(context)) {
    length += part.length;
    if (length > packLimits.fileBytes) throw new Refusal(`${source.name} is too large for a pack.`);
    parts.push(part);
  }
  const bytes = join(parts);
  const result = readPackFile(bytes);
  const file = source.name;
  if (!result.ok) {
    throw new Refusal(`${file}: ${result.fault.message}`, { ...result.fault.position, file });
  }
  const { about, pack, sha256 } = result.value;
  const { items, users, popularity } = pack;
  if (items.length === 0) throw new Refusal(`${file} holds no items.`, { file });
  const kind = itemKind(items[0]?.id ?? "");
  return {
    format: "pack",
    destination: "community",
    listens: [],
    ratings: [],
    tracks: [],
    artists: [],
    pack: { bytes, sha256, itemKind: kind, users, items },
    read: { listens: 0, ratings: 0, tracks: 0, artists: 0, users, items: items.length },
    sample: [...itemsByRank(popularity).subarray(0, SAMPLE_ROWS)].map((n) => {
      const { name, artist, tags = [] } = items[n] as PackItem;
      return { title: name, detail: artist ?? tags.join(", ") };
    }),
    suggestedName: about.name || file.replace(/^.*\//, "").replace(/\.[^.]*$/, ""),
  };
}
