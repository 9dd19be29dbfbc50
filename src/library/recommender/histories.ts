import { Dexie } from "dexie";
import type { ItemId } from "../../base/item";
import { dayMs } from "../../recommend/signals/local-time";
import { guarded } from "../errors";
import { readInteractions, rereadItem, type LiveInteractions } from "../interactions";
import type { Library } from "../schema";

/** Something that is another whenever the history is; plays grow old with the day. */
interface Stamp {
  readonly listens: number;
  readonly ratings: number;
  readonly said: number;
  /** The latest play and the latest word, as JSON: a play that goes on is the same row. */
  readonly latest: string;
  /** All that may change much at once. */
  readonly rest: string;
}

interface Kept {
  readonly live: LiveInteractions;
  stamp: Stamp;
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
    if (kept && isSame(kept.stamp, stamp)) return kept.live;
    const live = await readInteractions(this.#library, profileId, dayOf(Date.now()));
    this.#kept.set(profileId, { live, stamp });
    return live;
  }

  /**
   * The history after something was said or heard of one item: of the rest nothing is read, unless
   * more than that has changed.
   */
  async follow(profileId: string, itemId: ItemId): Promise<LiveInteractions> {
    const kept = this.#kept.get(profileId);
    const stamp = await this.#stamp(profileId);
    if (kept === undefined || !isNear(kept.stamp, stamp)) return this.read(profileId);
    await rereadItem(this.#library, profileId, itemId, kept.live);
    kept.stamp = stamp;
    return kept.live;
  }

  /** Only keys and single rows are read for it. */
  async #stamp(profileId: string): Promise<Stamp> {
    const { listens, ratings, feedback, tasteRules, playlists, imports } = this.#library;
    const all = [[profileId, Dexie.minKey], [profileId, Dexie.maxKey]] as const; // prettier-ignore
    const heard = () => listens.where("[profileId+startMs]").between(...all);
    const said = () => feedback.where("[profileId+timeMs]").between(...all);
    return guarded(() =>
      this.#library.transaction(
        "r",
        [listens, ratings, feedback, tasteRules, playlists, imports],
        async () => ({
          listens: await heard().count(),
          ratings: await ratings.where({ profileId }).count(),
          said: await said().count(),
          latest: JSON.stringify([await heard().last(), await said().last()]),
          rest: JSON.stringify([
            dayOf(Date.now()),
            await tasteRules.where({ profileId }).toArray(),
            await playlists.where({ profileId }).toArray(),
            await imports.orderBy("timeMs").primaryKeys(),
          ]),
        }),
      ),
    );
  }
}

function isSame(a: Stamp, b: Stamp): boolean {
  return isNear(a, b, 0) && a.latest === b.latest;
}

/** Whether no more has changed than doing something with one item changes. */
function isNear(a: Stamp, b: Stamp, most = 2): boolean {
  const changes = [a.listens - b.listens, a.ratings - b.ratings, a.said - b.said];
  return a.rest === b.rest && changes.every((change) => Math.abs(change) <= most);
}

/** The end of the day: plays are as fresh at its beginning as at its end. */
function dayOf(nowMs: number): number {
  return Math.ceil(nowMs / dayMs) * dayMs;
}
