import { randomInt, seededRandom, type Random } from "../base/random";
import { rowsOf } from "../base/rows";
import { mapValues, rowOf, transpose } from "../base/sparse";
import { finish, partOf } from "../base/steps";
import type { ItemContent } from "./content";
import { easeDefaults, fitEaseInSteps } from "./ease";
import { hybridRanker, type Member } from "./hybrid-ranker";
import { exampleOf, searchWeights } from "./hybrid-weights";
import { factorRanker, fitIalsInSteps, ialsDefaults } from "./ials";
import type { Interactions } from "./interactions";
import { itemRanker } from "./item-knn";
import { linearRanker } from "./linear";
import type { Person, Ranker } from "./model";
import { itemListDefaults } from "./options";
import { fitPopularity } from "./popularity";
import { mapVector } from "./prepare";
import { nearestRowsInSteps } from "./similarity";
import { defineModel } from "./spec";
import { tagRows } from "./tag-rows";

/** Several models as one, by weights that listeners of the community were held out to find. */
export const hybrid = defineModel({
  name: "hybrid",
  options: {
    /** Share of the listeners who are held out to weigh the members; then all are fitted to all. */
    heldOut: { least: 0.01, most: 0.5 },
    /** Of EASE. */
    lambda: { least: Number.MIN_VALUE },
    /** Of iALS. */
    factors: { least: 1, whole: true },
    seed: { least: 0, whole: true },
  },
  topn: {
    defaults: { heldOut: 0.2, lambda: 100, factors: 64, seed: 1 },
    fit: (data, options, content) => finish(fitHybridInSteps(data, options, content)).ranker,
  },
});

export interface HybridOptions {
  readonly heldOut: number;
  readonly lambda: number;
  readonly factors: number;
  readonly seed: number;
}

export interface Hybrid {
  readonly ranker: Ranker;
  readonly members: readonly string[];
  /** One a member, their sum 1; found without anything but the community. */
  readonly weights: readonly number[];
}

/** Listeners held out, at most, and the fewest that can tell anything. */
const mostHeld = 400;
export const fewestHeld = 20;

/**
 * Fits members to a community: EASE, iALS, item neighbours, popularity. Their weights are found on
 * listeners of the community held out from a first fit; a community too small for that gets equal
 * weights of EASE and iALS. Tags of items join in the second fit, as further rows of EASE: they
 * may come from the very people held out, whom they would betray, so no weight is found with them.
 *
 * @returns yields the share done
 */
export function* fitHybridInSteps(
  data: Interactions,
  options: HybridOptions,
  content?: ItemContent,
): Generator<number, Hybrid> {
  const { rest, examples } = holdOut(data, options);
  let weights: readonly number[] | undefined;
  if (examples.length >= fewestHeld) {
    const members = yield* partOf(fitMembers(rest, options), 0, 0.5);
    const measured = examples.map(({ person, relevant }) => {
      const tastes = members.map(({ ranker }) => ranker.foldIn(person));
      return exampleOf(tastes, person, relevant);
    });
    weights = searchWeights(measured, members.length);
  }
  const members = yield* partOf(fitMembers(data, options, content), 0.5, 0.5);
  weights ??= members.map(({ model }) => (["ease", "ials"].includes(model) ? 0.5 : 0));
  return {
    ranker: hybridRanker(members, weights),
    members: members.map(({ model }) => model),
    weights,
  };
}

/** Any play is one, and what is disliked one less. */
function signs(person: Person): Person {
  return mapVector(person, Math.sign);
}

function* fitMembers(
  data: Interactions,
  { lambda, factors, seed }: HybridOptions,
  content?: ItemContent,
): Generator<number, readonly Member[]> {
  const ones = mapValues(data.users, (value) => Number(value > 0));
  const easeOptions = { ...easeDefaults, lambda, dropout: 1 / 3 };
  const tags = content && tagRows(content, 1);
  const weights = yield* partOf(fitEaseInSteps(ones, easeOptions, tags), 0, 0.4);
  const ialsOptions = { ...ialsDefaults, factors, seed };
  const ofItems = yield* partOf(fitIalsInSteps(ones, ialsOptions), 0.4, 0.5);
  const { k, shrinkage, minOverlap } = itemListDefaults;
  const nearest = nearestRowsInSteps(transpose(ones), k, shrinkage, minOverlap);
  const neighbours = yield* partOf(nearest, 0.9, 0.1);
  return [
    { model: "ease", ranker: linearRanker(weights, signs) },
    { model: "ials", ranker: factorRanker(ofItems, signs) },
    { model: "item-knn", ranker: itemRanker(neighbours, signs) },
    { model: "popularity", ranker: fitPopularity(data, "binary") },
  ];
}

/** Share of what a held-out listener has that is to be found. */
const hidden = 0.2;

/** Some listeners as strangers to the rest, each with a part of what they have to be found. */
export function holdOut(
  data: Interactions,
  { heldOut, seed }: Pick<HybridOptions, "heldOut" | "seed">,
) {
  const random = seededRandom(seed);
  const order = Uint32Array.from(data.userIds.keys());
  const count = Math.min(mostHeld, Math.floor(heldOut * order.length));
  for (let n = 0; n < count; n++) {
    const other = n + randomInt(random, order.length - n);
    [order[n], order[other]] = [order[other] as number, order[n] as number];
  }
  const kept = order.slice(count).sort();
  const users = rowsOf(data.users, kept);
  const rest: Interactions = {
    userIds: Array.from(kept, (user) => data.userIds[user] as string),
    itemIds: data.itemIds,
    users,
    items: transpose(users),
  };
  const examples = Array.from(order.subarray(0, count), (user) =>
    divided(rowOf(data.users, user), random),
  );
  return {
    rest,
    examples: examples.filter(({ person, relevant }) => person.index.length * relevant.size > 0),
  };
}

function divided({ index, value }: Person, random: Random) {
  const found = Array.from(index, () => random() < hidden);
  const person = {
    index: index.filter((_, p) => !found[p]),
    value: value.filter((_, p) => !found[p]),
  };
  return { person, relevant: new Set(index.filter((_, p) => found[p])) };
}
