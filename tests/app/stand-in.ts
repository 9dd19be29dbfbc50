import type { Client } from "../../src/rpc/connect";
import type {
  HomeShelves,
  RecommenderApi,
  Slate,
  SlateEntry,
} from "../../src/rpc/contracts/recommender";

/** A recommender that answers what a test tells it to, and remembers what it was asked. */
export class StandIn {
  readonly asked: string[] = [];
  slates: readonly Slate[] = [];
  home: HomeShelves = { archive: [], shelves: [] };
  picks: readonly SlateEntry[] = [];
  broken = false;

  /** @param more  answers to the other questions */
  client(more: Partial<Client<RecommenderApi>> = {}): Client<RecommenderApi> {
    const answer = <T>(said: string, value: T): Promise<T> => {
      this.asked.push(said);
      return this.broken ? Promise.reject(new Error("broken")) : Promise.resolve(value);
    };
    const refuse = (method: string) => () => Promise.reject(new Error(`${method} was called`));
    return {
      slates: ({ method }) => answer(`slates ${method ?? ""}`, this.slates),
      foldIn: ({ itemId }) => answer(`foldIn ${itemId}`, this.slates),
      home: ({ adventure }) => answer(`home ${adventure}`, this.home),
      picks: () => answer("picks", this.picks),
      find: ({ text }) =>
        answer("find", [
          { itemId: "artist:found", kind: "artist", name: `Found ${text}`, listeners: 12 },
        ]),
      mix: refuse("mix"),
      similar: refuse("similar"),
      ask: refuse("ask"),
      report: refuse("report"),
      portrait: refuse("portrait"),
      ...more,
    };
  }
}

/** The slate of one community. */
export function slate(entries: readonly SlateEntry[], more: Partial<Slate> = {}): Slate {
  return {
    communityId: "c",
    communityName: "Imagined listeners",
    simulated: false,
    itemKind: "artist",
    method: "hybrid",
    matched: 2,
    users: 200,
    items: 30,
    entries,
    ...more,
  };
}
