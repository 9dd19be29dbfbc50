import { SvelteMap } from "svelte/reactivity";
import type { ItemId } from "../base/item";
import { readArt } from "../library/audio-files";
import { readFeatures } from "../library/features";
import type { FeatureRow } from "../library/rows";
import type { Library } from "../library/schema";
import { readTrack } from "../library/tracks";

/** More than two screens of any list; the oldest make room. */
const most = 300;

/** What a track looks like, as far as it is known. */
interface Look {
  readonly artId?: string | undefined;
  readonly features?: FeatureRow["values"] | undefined;
}

/** Pictures and measured shapes of tracks, read when first looked at. */
export class Looks {
  readonly #library: Library;
  readonly #looks = new SvelteMap<ItemId, Look>();
  /** Addresses of pictures by art id; an album shares one. */
  readonly #pictures = new SvelteMap<string, string>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** The address of a track's picture; undefined while it is read, or when there is none. */
  picture(trackId: ItemId): string | undefined {
    return this.#pictures.get(this.#looks.get(trackId)?.artId ?? "");
  }

  /** What was measured of a track; undefined while it is read, or when nothing was. */
  features(trackId: ItemId): FeatureRow["values"] | undefined {
    return this.#looks.get(trackId)?.features;
  }

  /** Reads what a track looks like; to be called from an effect. */
  async need(trackId: ItemId): Promise<void> {
    const known = this.#looks.get(trackId);
    if (known && (known.artId === undefined || this.#pictures.has(known.artId))) return;
    if (known === undefined) this.#looks.set(trackId, {});
    const look = await this.#read(trackId).catch(() => ({}));
    this.#looks.set(trackId, look);
    const oldest = this.#looks.size > most ? this.#looks.keys().next().value : undefined;
    if (oldest !== undefined) this.#looks.delete(oldest);
  }

  /** Looks again at a track that was measured or changed. */
  forget(trackId: ItemId): void {
    if (this.#looks.delete(trackId)) void this.need(trackId);
  }

  /** Gives all pictures back, as when an import came or went. */
  clear(): void {
    for (const url of this.#pictures.values()) URL.revokeObjectURL(url);
    this.#pictures.clear();
    this.#looks.clear();
  }

  async #read(trackId: ItemId): Promise<Look> {
    const track = await readTrack(this.#library, trackId);
    if (track?.audioId === undefined) return {};
    const { artId } = track;
    const shown = artId !== undefined && (await this.#picture(artId));
    const features = (await readFeatures(this.#library, trackId))?.values;
    return { artId: shown ? artId : undefined, features };
  }

  async #picture(artId: string): Promise<boolean> {
    if (this.#pictures.has(artId)) return true;
    const row = await readArt(this.#library, artId);
    if (row === undefined) return false;
    // Read twice at once by two rows of an album, the first stays.
    if (this.#pictures.has(artId)) return true;
    const bytes = new Uint8Array(row.bytes);
    this.#pictures.set(artId, URL.createObjectURL(new Blob([bytes], { type: row.type })));
    const oldest = this.#pictures.size > most ? [...this.#pictures.entries()][0] : undefined;
    if (oldest) {
      URL.revokeObjectURL(oldest[1]);
      this.#pictures.delete(oldest[0]);
    }
    return true;
  }
}
