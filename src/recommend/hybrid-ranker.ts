import { Shortlist } from "../base/shortlist";
import { explanationOf, inGrains, scoresInGrains } from "./additive";
import type { Contribution, Explanation, Part, Person, Ranker, Taste } from "./model";

/** A ranker in a hybrid. Its reasons name items of the person, or none. */
export interface Member {
  readonly model: string;
  readonly ranker: Ranker;
}

/** How many of the best count for the scale of a member: a few lists' worth, but a quarter at most. */
const leading = 100;

/**
 * Ranks by Σ_m w_m · score_m / unit_m, each member on the scale of the person: its unit is how far
 * the mean of its 100 best items, those the person has left aside, stands above its mean. A member
 * that has nothing to say of the person, or the same of every item, says nothing.
 *
 * Reasons are those of the members on the same scale, summed by the person's items; `parts` tells
 * what each member gives.
 *
 * @param weights  one a member, ≥ 0
 */
export function hybridRanker(members: readonly Member[], weights: readonly number[]): Ranker {
  const used = members.flatMap(({ model, ranker }, m) => {
    const weight = weights[m] ?? 0;
    return weight > 0 ? [{ model, ranker, weight }] : [];
  });
  return {
    foldIn(person, self): Taste {
      const voices = used.flatMap(({ model, ranker, weight }) => {
        const taste = ranker.foldIn(person, self);
        const unit = unitOf(taste.scores, person);
        return unit > 0 ? [{ model, weight, taste, factor: weight / unit }] : [];
      });
      const scores = new Float64Array(voices[0]?.taste.scores.length ?? 0);
      for (const { taste, factor } of voices) {
        taste.scores.forEach((score, i) => (scores[i] = (scores[i] as number) + factor * score));
      }
      scoresInGrains(scores);
      return { scores, explain: (item) => explain(voices, scores, item) };
    },
  };
}

/** 0 where all scores are the same. */
export function unitOf(scores: Float64Array, { index }: Person): number {
  const others = scores.length - index.length;
  const best = new Shortlist(Math.max(1, Math.min(leading, Math.floor(others / 4))));
  let sum = 0;
  let next = 0;
  for (let item = 0; item < scores.length; item++) {
    if (index[next] === item) {
      next++;
      continue;
    }
    sum += scores[item] as number;
    best.put(item, scores[item] as number);
  }
  const count = best.sort();
  if (count === 0) return 0;
  const top = best.score.subarray(0, count).reduce((total, score) => total + score, 0) / count;
  const above = top - sum / others;
  // What is left when all are equal is rounding.
  return above > 1e-12 * Math.abs(top) ? above : 0;
}

interface Voice {
  readonly model: string;
  readonly weight: number;
  readonly taste: Taste;
  readonly factor: number;
}

function explain(voices: readonly Voice[], scores: Float64Array, item: number): Explanation {
  const score = scores[item] as number;
  const bySource = new Map<number, Contribution>();
  let base = 0;
  for (const { taste, factor } of voices) {
    const own = taste.explain(item);
    base += factor * own.base;
    for (const one of own.contributions) {
      bySource.set(one.source, together(bySource.get(one.source), one, factor));
    }
  }
  const contributions = [...bySource.values()].sort((a, b) => a.source - b.source);
  const parts = voices.map(({ model, weight, taste, factor }): Part => {
    return { model, weight, amount: inGrains(factor * (taste.scores[item] as number)) };
  });
  return { ...explanationOf(score, base, contributions), parts: settled(parts, score) };
}

/** What two members say of the same own item. */
function together(
  before: Contribution | undefined,
  one: Contribution,
  factor: number,
): Contribution {
  const amount = (before?.amount ?? 0) + factor * one.amount;
  const similarity = (before?.similarity ?? 0) + factor * one.similarity;
  const features = one.features ?? before?.features;
  const { source, value } = one;
  return { source, value, similarity, amount, ...(features && { features }) };
}

/** Parts whose amounts add up to the score exactly; the last takes the grains that are over. */
function settled(parts: readonly Part[], score: number): readonly Part[] {
  const rest = parts.reduce((left, { amount }) => left - amount, score);
  return parts.map((part, p) =>
    p === parts.length - 1 ? { ...part, amount: part.amount + rest } : part,
  );
}
