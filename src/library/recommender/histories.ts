import { Dexie } from "dexie";
import type { ItemId } from "../../base/item";
import { dayMs } from "../../recommend/signals/local-time";
import { guarded } from "../errors";
import { readInteractions, rereadItem, type LiveInteractions } from "../interactions";
import type { Library } from "../schema";

interface Kept {
  readonly live: LiveInteractions;
  stamp: string;
}

/** The histories of the profiles, read once and followed item by item. */
export class Histories {
  readonly #library: Library;
  readonly #kept = new Map<string, Kept>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** The history as the database has it; read again only where it has changed. */
  async read(profileId: string): Promise<LiveInteractions> {
    const stamp = await this.#stamp(profileId);
    const kept = this.#kept.get(profileId);
    if (kept?.stamp === stamp) return kept.live;
    const live = await readInteractions(this.#library, profileId, dayOf(Date.now()));
    this.#kept.set(profileId, { live, stamp });
    return live;
  }

  /** The history after something was said or heard of one item: of the rest nothing is read. */
  async follow(profileId: string, itemId: ItemId): Promise<LiveInteractions> {
    const kept = this.#kept.get(profileId);
    if (kept === undefined || kept.live.nowMs !== dayOf(Date.now())) return this.read(profileId);
    await rereadItem(this.#library, profileId, itemId, kept.live);
    kept.stamp = await this.#stamp(profileId);
    return kept.live;
  }

  /**
   * Something that is another whenever the history is: how much there is of each kind, the latest
   * of each, and the day, since plays grow old. Only keys and single rows are read.
   */
  async #stamp(profileId: string): Promise<string> {
    const { listens, ratings, feedback, tasteRules, playlists, imports } = this.#library;
    const all = [
      [profileId, Dexie.minKey],
      [profileId, Dexie.maxKey],
    ] as const;
    const heard = () => listens.where("[profileId+startMs]").between(...all);
    const said = () => feedback.where("[profileId+timeMs]").between(...all);
    return guarded(() =>
      this.#library.transaction(
        "r",
        [listens, ratings, feedback, tasteRules, playlists, imports],
        async () =>
          JSON.stringify([
            dayOf(Date.now()),
            await heard().count(),
            await heard().last(),
            await ratings.where({ profileId }).count(),
            await said().count(),
            await said().last(),
            await tasteRules.where({ profileId }).toArray(),
            await playlists.where({ profileId }).toArray(),
            await imports.orderBy("timeMs").reverse().primaryKeys(),
          ]),
      ),
    );
  }
}

/** The end of the day: plays are as fresh at its beginning as at its end. */
function dayOf(nowMs: number): number {
  return Math.ceil(nowMs / dayMs) * dayMs;
}
