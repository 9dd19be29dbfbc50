import { baseline } from "./baselines";
import type { ItemContent } from "./content";
import { contentModel } from "./content-ranker";
import { ease } from "./ease";
import { hybrid } from "./hybrid";
import { ials } from "./ials";
import type { Interactions } from "./interactions";
import { itemKnn } from "./item-knn";
import { mf } from "./mf";
import type { Ranker } from "./model";
import { packModel } from "./pack-model";
import { fitPopularity, popularity } from "./popularity";
import type { Model, Settings } from "./spec";
import { rp3beta } from "./rp3beta";
import { slopeOne } from "./slope-one";
import { trackVectors } from "./track-vectors";
import { userKnn } from "./user-knn";

/** Every model there is, simplest first. */
export const models: readonly Model[] = [
  popularity,
  baseline,
  slopeOne,
  mf,
  userKnn,
  itemKnn,
  rp3beta,
  ease,
  ials,
  trackVectors,
  contentModel,
  hybrid,
  packModel,
];

/** @throws RangeError naming what exists, when there is no such model */
export function modelNamed(name: string): Model {
  const found = models.find((model) => model.name === name || model.aliases.includes(name));
  if (found) return found;
  const exist = models.map((model) => model.name).join(", ");
  throw new RangeError(`The model "${name}" does not exist; there is ${exist}.`);
}

/** A model that ranks; a person of whom nothing is known gets the popular ranking. */
export function fitRanker(
  model: Model,
  data: Interactions,
  settings: Settings,
  content?: ItemContent,
): Ranker {
  const personal = model.fitRanker(data, settings, content);
  if (model === popularity) return personal;
  const popular = fitPopularity(data, "binary");
  return {
    foldIn: (person, self) => (person.index.length === 0 ? popular : personal).foldIn(person, self),
  };
}
