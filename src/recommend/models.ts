import type { Interactions } from "./interactions";
import { fitItemKnn } from "./item-knn";
import type { Ranker, StarModel } from "./model";
import { starDefaults, topNDefaults, type NeighbourOptions } from "./options";
import { fitItemMeans, fitPopularity } from "./popularity";
import { fitStars } from "./stars";
import { fitUserKnn } from "./user-knn";

export const modelNames = ["popularity", "user-knn", "item-knn"] as const;
export type ModelName = (typeof modelNames)[number];

/** Whether a model predicts stars or ranks. */
export type Task = "stars" | "topn";

/**
 * Options with what was left out filled in. Stars start from plain neighbours as in the textbook;
 * lists from what ranked best on held-out listeners. A measure or a centring that compares values
 * makes raw values the default weighting of lists.
 *
 * @throws RangeError when options contradict each other
 */
export function completeOptions(
  model: ModelName,
  task: Task,
  given: Partial<NeighbourOptions>,
): NeighbourOptions {
  const similarity = given.similarity ?? "cosine";
  const comparesValues =
    ["adjusted-cosine", "msd", "pearson", "pearson-baseline"].includes(similarity) ||
    (given.centring ?? "none") !== "none";
  if (comparesValues && given.weighting === "binary") {
    throw new RangeError(
      "weighting=binary makes all values equal, so there is nothing left for " +
        `similarity=${similarity} with centring=${given.centring ?? "none"} to compare: ` +
        "choose weighting=raw or log.",
    );
  }
  const fromBaseline = similarity === "pearson-baseline" ? { shrinkage: 100 } : {};
  if (task === "stars") return { ...starDefaults, ...fromBaseline, ...given };
  // Best of k 20–1000 and shrinkage 0–20 for listeners who were held out (HetRec Last.fm).
  const byModel = model === "item-knn" ? { k: 100, shrinkage: 10 } : {};
  const byValues = comparesValues ? ({ weighting: "raw" } as const) : {};
  return { ...topNDefaults, ...byModel, ...byValues, ...fromBaseline, ...given };
}

export function fitStarModel(
  model: ModelName,
  data: Interactions,
  options: NeighbourOptions,
): StarModel {
  if (model === "popularity") return fitItemMeans(data);
  return fitStars(data, model === "user-knn" ? "user" : "item", options);
}

/** A model that ranks; a person of whom nothing is known gets the popular ranking. */
export function fitRanker(model: ModelName, data: Interactions, options: NeighbourOptions): Ranker {
  const popularity = fitPopularity(data, options.weighting);
  if (model === "popularity") return popularity;
  const personal = (model === "user-knn" ? fitUserKnn : fitItemKnn)(data, options);
  return {
    foldIn: (person, self) =>
      (person.index.length === 0 ? popularity : personal).foldIn(person, self),
  };
}
