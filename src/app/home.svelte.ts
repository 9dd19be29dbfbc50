import { SvelteMap } from "svelte/reactivity";
import type { ItemId } from "../base/item";
import { countListens } from "../library/listens";
import { readRatings } from "../library/ratings";
import { readSetting, writeSetting } from "../library/settings";
import type { Library } from "../library/schema";
import type { Client } from "../rpc/connect";
import type { RecommenderApi, Slate, SlateEntry, SlateRequest } from "../rpc/contracts/recommender";
import { problemOf, type Problem } from "./problem";
import { mergeSlate, type SlateRow } from "./slate-changes";

export type Method = NonNullable<SlateRequest["method"]>;

/** What the person just did to a row; such a row keeps its place until the page is left. */
export type Told = "liked" | "rated" | "not-now" | "blocked" | "saved";

/** A slate as shown: its rows, with what the last change did to them. */
export interface SlateView extends Omit<Slate, "entries"> {
  readonly rows: readonly SlateRow[];
}

/** The recommendations on Home, kept true to what the person says about them. */
export class HomeState {
  views = $state.raw<readonly SlateView[]>([]);
  phase = $state<"new" | "busy" | "ready" | "failed">("new");
  problem = $state.raw<Problem | undefined>(undefined);
  method = $state<Method>("item-knn");
  /** True when nothing was known on arrival: the search for favourites stays for this visit. */
  cold = $state(false);
  /** Plays the person brought; with many and nothing known, it is the listeners who are missing. */
  plays = $state(0);
  readonly told = new SvelteMap<ItemId, Told>();

  readonly #recommender: Client<RecommenderApi>;
  readonly #library: Library;
  readonly #profileId: string;
  #turn = 0;
  #n = 12;

  constructor(recommender: Client<RecommenderApi>, library: Library, profileId: string) {
    this.#recommender = recommender;
    this.#library = library;
    this.#profileId = profileId;
  }

  /** Entries asked for from each community. */
  get n(): number {
    return this.#n;
  }

  /** True when at least one community knows something the person heard or rated. */
  get known(): boolean {
    return this.views.some((view) => view.matched > 0 && view.method !== "popularity");
  }

  /** Welcomes a person of whom the library holds nothing, before anything is compared. */
  async greet(): Promise<void> {
    if (this.phase !== "new") return;
    const [plays, ratings] = await Promise.all([
      countListens(this.#library, this.#profileId),
      readRatings(this.#library, this.#profileId),
    ]);
    if (this.views.length === 0) this.cold = plays === 0 && ratings.size === 0;
  }

  /** Fills the page afresh: on arrival, after an import, after a community came or went. */
  async load(): Promise<void> {
    if (this.phase === "new") this.method = await readSetting(this.#library, "recommendMethod");
    this.told.clear();
    await this.#ask((request) => this.#recommender.slates(request), fresh);
    if (this.phase !== "ready") return;
    this.cold = !this.known;
    if (this.cold) this.plays = await countListens(this.#library, this.#profileId);
  }

  async choose(method: Method): Promise<void> {
    this.method = method;
    await writeSetting(this.#library, "recommendMethod", method);
    await this.load();
  }

  async more(): Promise<void> {
    this.#n = Math.min(200, this.#n + 12);
    await this.#ask((request) => this.#recommender.slates(request), fresh);
  }

  /** Tells the recommender that something about an item changed, and shows what follows. */
  async changed(itemId: ItemId): Promise<void> {
    await this.#ask(
      (request) => this.#recommender.foldIn({ ...request, itemId }),
      (before, entries) => mergeSlate(before, entries, this.told),
    );
  }

  /** Asks; only the answer to the latest question is shown, but every question is answered. */
  async #ask(
    question: (request: SlateRequest) => Promise<readonly Slate[]>,
    merge: typeof fresh,
  ): Promise<void> {
    const turn = ++this.#turn;
    this.phase = "busy";
    try {
      const request = { profileId: this.#profileId, n: this.#n, method: this.method };
      const slates = await question(request);
      if (turn !== this.#turn) return;
      const old = this.views;
      this.views = slates.map(({ entries, ...slate }) => {
        const before = old.find((view) => view.communityId === slate.communityId)?.rows;
        return { ...slate, rows: before ? merge(before, entries) : fresh([], entries) };
      });
      this.phase = "ready";
      this.problem = undefined;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = problemOf(error);
      this.phase = "failed";
    }
  }
}

function fresh(_before: readonly SlateRow[], entries: readonly SlateEntry[]): readonly SlateRow[] {
  return entries.map((entry) => ({ entry }));
}
