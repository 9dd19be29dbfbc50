import { fault, ok, type Result } from "../../base/result";
import type { Pack } from "../../recommend/pack";
import { Refusal } from "../text/refusal";
import { ByteReader } from "./bytes";
import { readFactors } from "./factors";
import { readHead, type PackAbout } from "./head";
import { readItems } from "./items";
import { readSections, statedHash, type PartSizes } from "./sections";
import { readNumbers, TextBudget } from "./strings";
import { readWeights } from "./weights";

export interface PackFile {
  readonly about: PackAbout;
  readonly pack: Pack;
  /** SHA-256 of the content: 64 hexadecimal digits. */
  readonly sha256: string;
  /** What the parts take in the file, in bytes. */
  readonly sizes: PartSizes;
}

/** The pack in a file; the fault says at which byte (from 1) it was found. */
export function readPack(bytes: Uint8Array): Result<Pack> {
  const file = readPackFile(bytes);
  return file.ok ? ok(file.value.pack) : file;
}

/** As `readPack`, with what the file says of itself. */
export function readPackFile(bytes: Uint8Array): Result<PackFile> {
  try {
    const { sections, sizes } = readSections(bytes);
    const head = readHead(sections.head);
    const { name, set, users, items: count, factors, mixture, learned } = head;
    const items = readItems(sections, count, set, new TextBudget());
    const listeners = new ByteReader(sections.popu ?? new Uint8Array(), "popu");
    const popularity = readNumbers(listeners, count);
    listeners.end();
    const weights = readWeights(sections, popularity);
    const pack: Pack = {
      ...{ items, users, popularity, weights },
      ...(factors && { factors: readFactors(sections, popularity, factors) }),
      ...(mixture && { mixture }),
      ...(learned !== undefined && { learned }),
    };
    return ok({ about: { name, set }, pack, sha256: statedHash(bytes), sizes });
  } catch (error) {
    if (error instanceof Refusal) return fault(error.message, error.fault.position);
    throw error;
  }
}
