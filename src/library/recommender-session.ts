import { foldName, itemKind, type ItemId, type ItemKind } from "../base/item";
import { communityOf } from "../recommend/slate/community";
import { fitNeighbours, modelsOf } from "../recommend/slate/models";
import { slateOf, type Method, type Models, type Slate } from "../recommend/slate/slate";
import { listCommunities, readCommunity } from "./communities";
import { guarded, throwIfCancelled } from "./errors";
import { readHistory, refreshItem, type EditableHistory } from "./recommender-history";
import type { CommunityRow } from "./rows";
import type { Library } from "./schema";
import type { WorkOptions } from "./work";

export interface SlatesRequest {
  readonly profileId: string;
  /** Entries for each community. */
  readonly n: number;
  readonly method?: Method;
}

export type PlayableSlate = Omit<Slate, "entries"> & {
  readonly entries: readonly (Slate["entries"][number] & {
    /** The track in the library that a play starts; absent when there is nothing to play. */
    readonly trackId?: ItemId;
  })[];
};

export interface FoundItem {
  readonly itemId: ItemId;
  readonly kind: ItemKind;
  readonly name: string;
  readonly artist?: string;
  readonly listeners: number;
}

/** Work is done in slices of this length, so that an abort is heard between them. */
const sliceMs = 25;

/**
 * The recommender over one library. Communities are read and fitted once and kept; a person's
 * history is read by `slates`, and brought up to date item by item by `foldIn`. Calls are answered
 * one after the other.
 */
export class RecommenderSession {
  readonly #library: Library;
  readonly #models = new Map<string, { readonly row: CommunityRow; readonly models: Models }>();
  readonly #names = new WeakMap<Models, readonly string[]>();
  readonly #histories = new Map<string, EditableHistory>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(library: Library) {
    this.#library = library;
  }

  /** One slate for each community, real ones before the simulated. */
  slates(request: SlatesRequest, work: WorkOptions = {}): Promise<readonly PlayableSlate[]> {
    return this.#inTurn(async () => {
      this.#histories.set(request.profileId, await readHistory(this.#library, request.profileId));
      return this.#slates(request, work);
    });
  }

  /** The slates after the person rated, heard, blocked or put off one item. */
  foldIn(
    request: SlatesRequest & { readonly itemId: ItemId },
    work: WorkOptions = {},
  ): Promise<readonly PlayableSlate[]> {
    return this.#inTurn(async () => {
      const { profileId, itemId } = request;
      const history = this.#histories.get(profileId);
      if (history) await refreshItem(this.#library, profileId, itemId, history);
      else this.#histories.set(profileId, await readHistory(this.#library, profileId));
      return this.#slates(request, work);
    });
  }

  /**
   * Items whose name or artist contains the text, case and accents aside: names that begin with it
   * first, then by listeners.
   */
  find(
    request: { readonly text: string; readonly n: number },
    work: WorkOptions = {},
  ): Promise<readonly FoundItem[]> {
    return this.#inTurn(async () => {
      const text = foldName(request.text);
      const all = await this.#fitted(work);
      const found = new Map<ItemId, FoundItem & { readonly begins: boolean }>();
      for (const models of all.toReversed()) {
        const { items, byItem } = models.community;
        this.#foldedNames(models).forEach((name, item) => {
          const about = items[item];
          if (!about || !name.includes(text)) return;
          const { id: itemId, name: shown, artist } = about;
          const listeners = (byItem.ptr[item + 1] as number) - (byItem.ptr[item] as number);
          found.set(itemId, {
            ...{ itemId, kind: itemKind(itemId), name: shown, listeners },
            ...(artist !== undefined && { artist }),
            begins: name.startsWith(text),
          });
        });
      }
      return [...found.values()]
        .toSorted(
          (a, b) =>
            Number(b.begins) - Number(a.begins) ||
            b.listeners - a.listeners ||
            (a.itemId < b.itemId ? -1 : 1),
        )
        .slice(0, request.n)
        .map(({ begins: _, ...item }) => item);
    });
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(job, job);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #slates(request: SlatesRequest, work: WorkOptions): Promise<readonly PlayableSlate[]> {
    const history = this.#histories.get(request.profileId) as EditableHistory;
    const options = { n: request.n, method: request.method ?? "item-knn", nowMs: Date.now() };
    const slates: PlayableSlate[] = [];
    for (const models of await this.#fitted(work)) {
      throwIfCancelled(work.signal);
      slates.push(await withTracks(this.#library, slateOf(models, history, options)));
    }
    return slates;
  }

  /** The models of every community there is now; new ones are read and fitted. */
  async #fitted(work: WorkOptions): Promise<readonly Models[]> {
    const rows = await listCommunities(this.#library);
    const ids = new Set(rows.map((row) => row.id));
    for (const id of this.#models.keys()) if (!ids.has(id)) this.#models.delete(id);
    const fresh = rows.filter((row) => this.#models.get(row.id)?.row.addedMs !== row.addedMs);
    for (const [index, row] of fresh.entries()) {
      const models = await this.#fit(row.id, {
        ...work,
        onProgress: (share) => work.onProgress?.((index + share) / fresh.length),
      });
      this.#models.set(row.id, { row, models });
    }
    return rows.flatMap((row) => this.#models.get(row.id)?.models ?? []);
  }

  async #fit(id: string, { signal, onProgress }: WorkOptions): Promise<Models> {
    const { community: row, columns } = await readCommunity(this.#library, id);
    const community = communityOf(row, columns);
    const steps = fitNeighbours(community);
    let sliceEnd = performance.now() + sliceMs;
    for (;;) {
      const step = steps.next();
      if (step.done) return modelsOf(community, step.value);
      if (performance.now() < sliceEnd) continue;
      onProgress?.(step.value);
      await new Promise((resolve) => setTimeout(resolve));
      throwIfCancelled(signal);
      sliceEnd = performance.now() + sliceMs;
    }
  }

  /** Name and artist of every item, folded once. */
  #foldedNames(models: Models): readonly string[] {
    const known = this.#names.get(models);
    if (known) return known;
    const names = models.community.items.map(({ name, artist }) =>
      foldName(artist ? `${name} ${artist}` : name),
    );
    this.#names.set(models, names);
    return names;
  }
}

/** Adds to each entry the track that a play starts: the item itself, or one by that artist. */
async function withTracks(library: Library, slate: Slate): Promise<PlayableSlate> {
  const ids = slate.entries.map((entry) => entry.itemId);
  const index = slate.itemKind === "artist" ? "artistId" : "id";
  const tracks = await guarded(() => library.tracks.where(index).anyOf(ids).toArray());
  const playable = new Map<ItemId, ItemId>();
  for (const track of tracks) {
    if (track.scoreId === undefined) continue;
    const item = index === "id" ? track.id : track.artistId;
    if (!playable.has(item)) playable.set(item, track.id);
  }
  const entries = slate.entries.map((entry) => {
    const trackId = playable.get(entry.itemId);
    return trackId === undefined ? entry : { ...entry, trackId };
  });
  return { ...slate, entries };
}
