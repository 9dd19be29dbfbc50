import { explanationOf, scoresInGrains } from "./additive";
import type { Person, Ranker, Taste } from "./model";

/** A matrix of weights from item to item: score_t = Σ_s r_s · w_st over the person's items s. */
export interface ItemWeights {
  readonly items: number;
  /** The score of every item, for a person. */
  scores(person: Person): Float64Array;
  /** What each of these items (numbers ascending) gives to the target; 0 for the target itself. */
  weightsTo(target: number, sources: Uint32Array): Float64Array;
}

/**
 * Ranks by a matrix of item weights. A new person, or a new item of theirs, needs one product with
 * the matrix and no fit; each of their items gives its value times one weight.
 *
 * @param value  what the person's items count
 */
export function linearRanker(weights: ItemWeights, value: (person: Person) => Person): Ranker {
  return {
    foldIn(person): Taste {
      const own = value(person);
      const scores = scoresInGrains(weights.scores(own));
      return {
        scores,
        explain(item) {
          const similarities = weights.weightsTo(item, own.index);
          const contributions = Array.from(own.index, (source, p) => {
            const similarity = similarities[p] as number;
            const r = own.value[p] as number;
            return { source, similarity, value: r, amount: similarity * r };
          });
          const given = contributions.filter(({ similarity }) => similarity !== 0);
          return explanationOf(scores[item] as number, 0, given);
        },
      };
    },
  };
}
