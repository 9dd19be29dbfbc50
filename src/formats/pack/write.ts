import type { Pack } from "../../recommend/pack";
import { ByteWriter } from "./bytes";
import { isSymmetric, writeFactors } from "./factors";
import { headOf, type PackAbout } from "./head";
import { checkItems, writeItems } from "./items";
import { writeSections } from "./sections";
import { writeWeights } from "./weights";

/**
 * A pack as the bytes of a file, deflated and hashed (docs/formats/pack.md). The same pack gives
 * the same bytes.
 *
 * @throws RangeError when the pack is larger than a file may be
 * @example readPack(writePack(pack)) // { ok: true, value: pack }
 */
export function writePack(
  pack: Pack,
  about: PackAbout = { name: "", set: "" },
): Uint8Array<ArrayBuffer> {
  checkItems(pack.items);
  const symmetric = pack.factors !== undefined && isSymmetric(pack.factors);
  const popularity = new ByteWriter();
  for (const listeners of pack.popularity) popularity.number(listeners);
  return writeSections({
    head: new TextEncoder().encode(JSON.stringify(headOf(pack, about, symmetric))),
    ...writeItems(pack.items, about.set),
    popu: popularity.finish(),
    ...writeWeights(pack.weights, pack.popularity),
    ...(pack.factors && writeFactors(pack.factors, pack.popularity, symmetric)),
  });
}
