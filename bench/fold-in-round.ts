import { Shortlist } from "../src/base/shortlist";
import { rowOf, transpose } from "../src/base/sparse";
import type { Interactions } from "../src/recommend/interactions";
import type { Person } from "../src/recommend/model";
import { hybrid } from "../src/recommend/hybrid";
import { fitRanker, modelNamed } from "../src/recommend/models";
import { syntheticRatings, type Shape } from "./ratings";

export interface FoldInRequest {
  readonly shape: Shape;
  readonly model: string;
  /** Entries of the list that is made. */
  readonly n: number;
  readonly people: number;
}

export interface FoldInRound {
  readonly refitMs: number;
  /** From one rating more to the new list, on average over people. */
  readonly foldInMs: number;
}

let made: { readonly key: string; readonly data: Interactions } | undefined;

/** A model fitted to a community once, and people of it folded in with one item more. */
export function foldInRound({ shape, model, n, people }: FoldInRequest): FoldInRound {
  const data = communityOf(shape);
  const start = performance.now();
  const ranker = fitRanker(model === "hybrid" ? hybrid : modelNamed(model), data, {});
  const refitMs = performance.now() - start;
  const tastes = Array.from({ length: people }, (_, p) =>
    withOneMore(rowOf(data.users, Math.floor((p * data.users.rows) / people)), data.items.rows),
  );
  const list = (person: Person) => {
    const best = new Shortlist(n + person.index.length);
    ranker.foldIn(person).scores.forEach((score, item) => best.put(item, score));
    return best.sort();
  };
  // Once before, as a person who has rated before has: code is compiled then.
  for (const person of tastes) list(person);
  const begin = performance.now();
  for (const person of tastes) list(person);
  return { refitMs, foldInMs: (performance.now() - begin) / people };
}

/** The person's items and the first they do not have, as if they had just rated it. */
function withOneMore({ index, value }: Person, items: number): Person {
  const own = new Set(index);
  let more = 0;
  while (own.has(more) && more < items) more++;
  const all = [...index, more].sort((a, b) => a - b);
  const stars = new Map([...index].map((item, p) => [item, value[p] as number]));
  return {
    index: Uint32Array.from(all),
    value: Float64Array.from(all, (item) => stars.get(item) ?? 5),
  };
}

function communityOf(shape: Shape): Interactions {
  const key = JSON.stringify(shape);
  if (made?.key !== key) {
    const items = syntheticRatings(shape);
    made = {
      key,
      data: {
        userIds: Array.from({ length: items.columns }, (_, u) => `u${u}`),
        itemIds: Array.from({ length: items.rows }, (_, i) => `i${i}`),
        users: transpose(items),
        items,
      },
    };
  }
  return made.data;
}
