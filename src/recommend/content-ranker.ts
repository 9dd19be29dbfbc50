import { findColumn, rowOf, transpose, type SparseRows, type SparseVector } from "../base/sparse";
import { explanationOf, scoresInGrains } from "./additive";
import type { ItemContent } from "./content";
import type { Contribution, Person, Ranker, Taste } from "./model";
import { weigh, weightings } from "./options";
import { mapVector } from "./prepare";
import { defineModel } from "./spec";
import { tfidf } from "./tfidf";

/** Items that are like the person's in themselves, whoever listens to them, or nobody. */
export const contentModel = defineModel({
  name: "content",
  options: { weighting: { words: weightings } },
  topn: {
    defaults: { weighting: "binary" },
    fit(_data, { weighting }, content) {
      if (!content) throw new RangeError("The model content needs the tags of items.");
      return fitContent(content, (person) => mapVector(person, (v) => weigh(v, weighting)));
    },
  },
});

/** Features named for one pair of items, at most. */
const named = 5;

/**
 * Ranks by the cosine of an item with the person's profile, the sum of what their items are by
 * TF-IDF: score_t = Σ_s r_s · x_s·x_t / |Σ_s r_s x_s|. An item without listeners has a score like
 * any other; only one without features has none. Every amount names the features shared.
 *
 * @param value  what the person's items count
 * @see Pazzani, Billsus, "Content-based recommendation systems", The Adaptive Web, 2007
 */
export function fitContent(
  { features, rows }: ItemContent,
  value: (person: Person) => Person,
): Ranker {
  const items = tfidf(rows);
  const byFeature = transpose(items);
  return {
    foldIn(person): Taste {
      const own = value(person);
      const profile = profileOf(items, own);
      const length = Math.sqrt(profile.reduce((sum, x) => sum + x * x, 0)) || 1;
      const scores = scoresInGrains(cosines(byFeature, profile, length));
      return {
        scores,
        explain(item) {
          const target = rowOf(items, item);
          const contributions: Contribution[] = [];
          for (let p = 0; p < own.index.length; p++) {
            const source = own.index[p] as number;
            const r = own.value[p] as number;
            const { similarity, shared } = common(target, rowOf(items, source));
            if (similarity === 0) continue;
            const amount = (r * similarity) / length;
            const names = shared.map((feature) => features[feature] as string);
            contributions.push({ source, similarity, value: r, amount, features: names });
          }
          return explanationOf(scores[item] as number, 0, contributions);
        },
      };
    },
  };
}

function profileOf(items: SparseRows, own: Person): Float64Array {
  const profile = new Float64Array(items.columns);
  own.index.forEach((item, p) => {
    const { index, value } = rowOf(items, item);
    const r = own.value[p] as number;
    index.forEach((feature, at) => {
      profile[feature] = (profile[feature] as number) + r * (value[at] as number);
    });
  });
  return profile;
}

function cosines(byFeature: SparseRows, profile: Float64Array, length: number): Float64Array {
  const scores = new Float64Array(byFeature.columns);
  profile.forEach((weight, feature) => {
    if (weight === 0) return;
    const share = weight / length;
    const end = byFeature.ptr[feature + 1] as number;
    for (let p = byFeature.ptr[feature] as number; p < end; p++) {
      const item = byFeature.index[p] as number;
      scores[item] = (scores[item] as number) + share * (byFeature.value[p] as number);
    }
  });
  return scores;
}

/** The product of two rows, and the features that give most of it, most first. */
function common(a: SparseVector, b: SparseVector) {
  let similarity = 0;
  const both: { readonly feature: number; readonly part: number }[] = [];
  b.index.forEach((feature, at) => {
    const place = findColumn(a.index, feature);
    const part = place < 0 ? 0 : (a.value[place] as number) * (b.value[at] as number);
    if (part === 0) return;
    similarity += part;
    both.push({ feature, part });
  });
  both.sort((x, y) => y.part - x.part || x.feature - y.feature);
  return { similarity, shared: both.slice(0, named).map(({ feature }) => feature) };
}
