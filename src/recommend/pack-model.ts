import { mapValues, rowOf } from "../base/sparse";
import { finish } from "../base/steps";
import { fitEaseInSteps } from "./ease";
import { fitIalsInSteps, ialsDefaults } from "./ials";
import type { Interactions } from "./interactions";
import type { Ranker } from "./model";
import { inEightBits, pruneInSteps } from "./pack-learn";
import { packRanker, weightsByItem } from "./pack-ranker";
import { mapVector } from "./prepare";
import { defineModel, type OptionsOf, type OptionTable } from "./spec";

const table = {
  items: { least: 1, whole: true },
  perItem: { least: 1, whole: true },
  lambda: { least: Number.MIN_VALUE },
  factors: { least: 1, whole: true },
} as const satisfies OptionTable;

/** What is left of EASE and iALS once they are cut to the size of a pack; with its defaults. */
export const packModel = defineModel({
  name: "pack",
  options: table,
  topn: { defaults: { items: 2000, perItem: 150, lambda: 100, factors: 64 }, fit: fitPack },
});

function fitPack(data: Interactions, options: OptionsOf<typeof table>): Ranker {
  const { items, perItem, lambda, factors } = options;
  const users = mapValues(data.users, (value) => Number(value > 0));
  const popularity = Uint32Array.from(
    data.itemIds,
    (_, item) => rowOf(data.items, item).index.length,
  );
  const popular = Uint32Array.from(popularity, (_, item) => item)
    .sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b)
    .slice(0, items)
    .sort();
  const ease = { lambda, form: "auto", most: popular.length } as const;
  const weights = finish(pruneInSteps(finish(fitEaseInSteps(users, ease)), popular, perItem));
  const pack = {
    items: data.itemIds.map((id) => ({ id: `work:${id}`, name: id })),
    users: data.userIds.length,
    popularity,
    weights,
    factors: inEightBits(finish(fitIalsInSteps(users, { ...ialsDefaults, factors }))),
  } as const;
  const ranker = packRanker(pack, weightsByItem(weights));
  return { foldIn: (person, self) => ranker.foldIn(mapVector(person, Math.sign), self) };
}
