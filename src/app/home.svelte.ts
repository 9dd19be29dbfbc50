import { SvelteMap } from "svelte/reactivity";
import type { ItemId } from "../base/item";
import { listCommunities } from "../library/communities";
import { countListens } from "../library/listens";
import { readRatings } from "../library/ratings";
import { readSetting, writeSetting } from "../library/settings";
import type { Library } from "../library/schema";
import type { Client } from "../rpc/connect";
import type {
  Method,
  RecommenderApi,
  Slate,
  SlateEntry,
  SlateRequest,
} from "../rpc/contracts/recommender";
import { Again } from "./again";
import { Asking } from "./asking.svelte";
import { Mixes } from "./mixes.svelte";
import { mergeSlate, type SlateRow } from "./slate-changes";

/** What the person just did to a row; such a row keeps its place until the page is left. */
export type Told = "liked" | "rated" | "not-now" | "less-like" | "blocked" | "saved";

/** A slate as shown: its rows, with what the last change did to them. */
export interface SlateView extends Omit<Slate, "entries"> {
  readonly rows: readonly SlateRow[];
}

/** The recommendations on Home, kept true to what the person says about them. */
export class HomeState {
  views = $state.raw<readonly SlateView[]>([]);
  method = $state<Method>("hybrid");
  /** From familiar 0 to adventurous 1. */
  adventure = $state(0.3);
  /** True when nothing was known on arrival: the search for favourites stays for this visit. */
  cold = $state(false);
  /** Plays the person brought; with many and nothing known, it is the listeners who are missing. */
  plays = $state(0);
  /** Communities whose listeners are not real. */
  simulated = $state.raw<readonly string[]>([]);
  readonly told = new SvelteMap<ItemId, Told>();
  readonly mixes: Mixes;
  readonly asking = new Asking();

  readonly #recommender: Client<RecommenderApi>;
  readonly #library: Library;
  readonly #profileId: string;
  /** What is learned of a community meanwhile is shown when it is there. */
  readonly #again = new Again(() => this.#askAgain());
  #n = 12;

  constructor(recommender: Client<RecommenderApi>, library: Library, profileId: string) {
    this.#recommender = recommender;
    this.#library = library;
    this.#profileId = profileId;
    this.mixes = new Mixes(recommender, profileId);
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
    if (this.asking.phase !== "new") return;
    const [plays, ratings] = await Promise.all([
      countListens(this.#library, this.#profileId),
      readRatings(this.#library, this.#profileId),
    ]);
    if (this.views.length === 0) this.cold = plays === 0 && ratings.size === 0;
  }

  /** Finds out which communities are simulated, so that their listeners are called that. */
  async identify(): Promise<void> {
    const rows = await listCommunities(this.#library);
    this.simulated = rows.filter((row) => row.simulated).map((row) => row.id);
  }

  /** Reads how far the person wants to go, as every list needs to know. */
  async prepare(): Promise<void> {
    [this.method, this.adventure] = await Promise.all([
      readSetting(this.#library, "recommendMethod"),
      readSetting(this.#library, "adventure"),
      this.identify(),
    ]);
  }

  /** Fills the page afresh: on arrival, after an import, after a community came or went. */
  async load(): Promise<void> {
    await this.prepare();
    this.told.clear();
    const taken = await this.#all((request) => this.#recommender.slates(request), fresh);
    if (!taken) return;
    this.cold = !this.known;
    if (this.cold) this.plays = await countListens(this.#library, this.#profileId);
  }

  async choose(method: Method): Promise<void> {
    this.method = method;
    await writeSetting(this.#library, "recommendMethod", method);
    await this.#ask((request) => this.#recommender.slates(request), fresh);
  }

  /** Turns the dial; the lists follow, the mix of the week stays as it was made. */
  async steer(adventure: number): Promise<void> {
    this.adventure = Math.min(1, Math.max(0, adventure));
    await writeSetting(this.#library, "adventure", this.adventure);
    await this.reconsider();
  }

  async more(): Promise<void> {
    this.#n = Math.min(200, this.#n + 12);
    await this.#ask((request) => this.#recommender.slates(request), fresh);
  }

  /** Tells the recommender that something about an item changed, and shows what follows. */
  async changed(itemId: ItemId): Promise<void> {
    await this.#all((request) => this.#recommender.foldIn({ ...request, itemId }), this.#merge);
  }

  /** Shows what follows from a change of what counts as taste, which is more than one item. */
  async reconsider(): Promise<void> {
    await this.#all((request) => this.#recommender.slates(request), this.#merge);
  }

  /** The lists of the communities, then the rows above them, in this order. */
  async #all(question: Question, merge: Merge): Promise<boolean> {
    const arriving = merge === fresh;
    const lists = this.#ask(question, merge);
    // Rows that nobody has looked at yet are made when Home is opened.
    if (arriving || this.mixes.asking.phase !== "new") {
      await this.mixes.load(this.adventure, arriving ? undefined : this.told);
    }
    return lists;
  }

  /** The lists again; the rows above them once everything is learned. */
  async #askAgain(): Promise<void> {
    const taken = await this.#ask((request) => this.#recommender.slates(request), this.#merge);
    if (!taken || this.views.some(({ learning }) => learning === true)) return;
    if (this.mixes.asking.phase !== "new") await this.mixes.load(this.adventure, this.told);
  }

  #ask(question: Question, merge: Merge): Promise<boolean> {
    const { method, adventure } = this;
    const request = { profileId: this.#profileId, n: this.#n, method, adventure };
    return this.asking.ask(
      () => question(request),
      (slates) => {
        const old = this.views;
        this.views = slates.map(({ entries, ...slate }) => {
          const before = old.find((view) => view.communityId === slate.communityId)?.rows;
          return { ...slate, rows: before ? merge(before, entries) : fresh([], entries) };
        });
        this.#again.expect(slates.some(({ learning }) => learning === true));
      },
    );
  }

  readonly #merge: Merge = (before, entries) => mergeSlate(before, entries, this.told);
}

type Question = (request: SlateRequest) => Promise<readonly Slate[]>;
type Merge = (before: readonly SlateRow[], entries: readonly SlateEntry[]) => readonly SlateRow[];

function fresh(_before: readonly SlateRow[], entries: readonly SlateEntry[]): readonly SlateRow[] {
  return entries.map((entry) => ({ entry }));
}
