import { communityOf } from "../../recommend/slate/community";
import { fitNeighbours } from "../../recommend/slate/models";
import { listCommunities, readCommunity } from "../communities";
import { guarded } from "../errors";
import type { CommunityRow, FriendRow } from "../rows";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import { communitySource } from "./community-source";
import { friendsSource, withFriends } from "./friends-source";
import { readLibrarySource, type LibrarySource } from "./library-source";
import { inSlices } from "./slices";
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
  readonly #communities = new Map<
    string,
    { readonly row: CommunityRow; readonly source: Source }
  >();
  readonly #people = new Kept<readonly Source[]>();
  readonly #own = new Kept<LibrarySource>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Every community there is now, real ones before the simulated; new ones are read and fitted. */
  async communities(work: WorkOptions): Promise<readonly Source[]> {
    const rows = (await listCommunities(this.#library)).filter((row) => row.form !== "pack");
    const ids = new Set(rows.map((row) => row.id));
    for (const id of this.#communities.keys()) if (!ids.has(id)) this.#communities.delete(id);
    const fresh = rows.filter((row) => this.#communities.get(row.id)?.row.addedMs !== row.addedMs);
    for (const [index, row] of fresh.entries()) {
      const onProgress = (share: number) => work.onProgress?.((index + share) / fresh.length);
      const source = await this.#open(row, { ...work, onProgress });
      this.#communities.set(row.id, { row, source });
    }
    return rows.flatMap((row) => this.#communities.get(row.id)?.source ?? []);
  }

  async of(profileId: string, work: WorkOptions): Promise<SourcesOf> {
    const communities = await this.communities(work);
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

  async #open(row: CommunityRow, work: WorkOptions): Promise<Source> {
    const { columns } = await readCommunity(this.#library, row.id);
    const community = communityOf(row, columns);
    const nearest = await inSlices(fitNeighbours(community), work);
    return communitySource(community, columns.items, nearest);
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
