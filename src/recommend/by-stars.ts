import type { Ranker, StarModel } from "./model";

/** Ranks items by the stars that someone is predicted to give them; every score is in stars. */
export function rankByStars(model: StarModel, items: number): Ranker {
  return {
    foldIn(person) {
      const { predict } = model.foldIn(person);
      return {
        scores: Float64Array.from({ length: items }, (_, item) => predict(item).stars),
        explain: predict,
      };
    },
  };
}
