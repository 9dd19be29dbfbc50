import { listCommunities } from "../communities";
import { guarded } from "../errors";
import type { FriendRow } from "../rows";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import type { Method } from "./answers";
import { Fitting } from "./fitting";
import { friendsSource, withFriends } from "./friends-source";
import { readLibrarySource, type LibrarySource } from "./library-source";
import type { Source } from "./source";

/** What items are recommended out of for one person. */
export interface SourcesOf {
  /** Communities, real ones before the simulated, and the person's friends after the real ones. */
  readonly people: readonly Source[];
  /** The person's own tracks that nobody of these has. */
  readonly library: LibrarySource;
}

/** The sources of a library: each is read and fitted once, and kept until it changes. */
export class Sources {
  readonly #library: Library;
  readonly #waitFor: number;
  readonly #communities = new Map<string, Fitting>();
  readonly #people = new Kept<readonly Source[]>();
  readonly #own = new Kept<LibrarySource>();
  #learning: { readonly id: string; readonly stop: AbortController } | undefined;

  /** @param waitFor  multiply-adds of fitting that an answer may wait for */
  constructor(library: Library, waitFor: number) {
    this.#library = library;
    this.#waitFor = waitFor;
  }

  /** Every community there is now, real ones before the simulated; new ones are read and fitted. */
  async communities(work: WorkOptions, method: Method = "hybrid"): Promise<readonly Source[]> {
    const rows = await listCommunities(this.#library);
    const ids = new Set(rows.map((row) => row.id));
    for (const id of this.#communities.keys()) if (!ids.has(id)) this.#drop(id);
    const fittings: Fitting[] = [];
    for (const [index, row] of rows.entries()) {
      const onProgress = (share: number) => work.onProgress?.((index + share) / rows.length);
      const own = { ...work, onProgress };
      let fitting = this.#communities.get(row.id);
      if (fitting?.row.addedMs !== row.addedMs) {
        this.#drop(row.id);
        fitting = await Fitting.open(this.#library, row, this.#waitFor, own);
        this.#communities.set(row.id, fitting);
      }
      if (method !== "hybrid") await fitting.readRatings();
      if (method === "item-knn") await fitting.compare(own);
      fittings.push(fitting);
    }
    return fittings.map(({ source }) => source);
  }

  /**
   * Learns what is left to learn of large communities, a slice at a time, between calls, which are
   * answered with what there is. Where it fails, what there is stays; it is tried again after a restart.
   */
  async learnOn(idle: () => Promise<unknown>): Promise<void> {
    if (this.#learning !== undefined) return;
    for (;;) {
      const next = [...this.#communities.values()].find(({ isUnfinished }) => isUnfinished);
      if (next === undefined) return;
      const stop = new AbortController();
      this.#learning = { id: next.row.id, stop };
      await next.finish({ signal: stop.signal, idle });
      this.#learning = undefined;
    }
  }

  #drop(id: string): void {
    this.#communities.delete(id);
    if (this.#learning?.id === id) this.#learning.stop.abort();
  }

  async of(profileId: string, work: WorkOptions, method?: Method): Promise<SourcesOf> {
    const communities = await this.communities(work, method);
    const friends = await guarded(() => this.#library.friends.where({ profileId }).toArray());
    const people = await this.#people.get(
      [profileId, ...communities, ...friends.map(stampOf)],
      () => peopleOf(communities, friends),
    );
    const library = await this.#own.get([...people, ...(await this.#tracksStamp())], async () => {
      const own = await readLibrarySource(this.#library);
      const unknown = own.items.map(({ id }) => !people.some(({ numbers }) => numbers.has(id)));
      return { ...own, offers: (item: number) => unknown[item] === true };
    });
    return { people, library };
  }

  /** Another whenever tracks come or go, or are measured. */
  async #tracksStamp(): Promise<readonly unknown[]> {
    const { tracks, features, imports } = this.#library;
    return guarded(async () => [
      await tracks.count(),
      await features.count(),
      (await imports.orderBy("timeMs").lastKey()) ?? 0,
    ]);
  }
}

/** The last value that was made, until it is made of something else. */
class Kept<T> {
  #of: readonly unknown[] = [];
  #value: Promise<T> | undefined;

  async get(of: readonly unknown[], make: () => T | Promise<T>): Promise<T> {
    const same = of.length === this.#of.length && of.every((each, at) => each === this.#of[at]);
    if (this.#value !== undefined && same) return this.#value;
    this.#of = of;
    this.#value = Promise.resolve(make());
    return this.#value;
  }
}

function peopleOf(
  communities: readonly Source[],
  friends: readonly FriendRow[],
): readonly Source[] {
  if (friends.length === 0) return communities;
  const joined = communities.map((source) => withFriends(source, friends));
  const real = joined.filter(({ simulated }) => !simulated);
  const simulated = joined.filter((source) => source.simulated);
  return [...real, friendsSource(friends, communities), ...simulated];
}

function stampOf({ id, addedMs, items }: FriendRow): string {
  return `${id}|${addedMs}|${items.length}`;
}
