import { rowOf } from "../base/sparse";
import { meanOf } from "./baselines";
import type { Interactions } from "./interactions";
import type { Ranker, StarModel, Taste } from "./model";
import { weigh, weightings, type Weighting } from "./options";
import { defineModel } from "./spec";

/** What everybody likes: the model that any other must beat. */
export const popularity = defineModel({
  name: "popularity",
  options: { weighting: { words: weightings } },
  stars: { defaults: { weighting: "raw" }, fit: fitItemMeans },
  topn: {
    defaults: { weighting: "binary" },
    fit: (data, { weighting }) => fitPopularity(data, weighting),
  },
});

/**
 * Everybody's ranking, the same for each person: how many have the item (weighting binary), or
 * the sum of what it counts for them.
 */
export function fitPopularity(data: Interactions, weighting: Weighting): Ranker {
  const scores = Float64Array.from(data.itemIds, (_, item) =>
    rowOf(data.items, item).value.reduce((sum, value) => sum + weigh(value, weighting), 0),
  );
  const taste: Taste = {
    scores,
    explain: (item) => ({ source: "popular", base: scores[item] as number, contributions: [] }),
  };
  return { foldIn: () => taste };
}

/** Everybody's stars: the mean of the item, or of all ratings where the item has none. */
export function fitItemMeans(data: Interactions): StarModel {
  const mean = meanOf(data.users.value);
  const stars = Float64Array.from(data.itemIds, (_, item) => {
    const values = rowOf(data.items, item).value;
    return values.length === 0 ? mean : meanOf(values);
  });
  const predict = (item: number) => (item < 0 ? mean : (stars[item] as number));
  return {
    predict: (_users, items) => Float64Array.from(items, predict),
    foldIn: () => ({
      predict: (item) => {
        const base = predict(item);
        return { stars: base, base, source: "popular", contributions: [] };
      },
    }),
  };
}
