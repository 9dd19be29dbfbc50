import { fromColumns, mapValues, rowOf, transpose, type SparseRows } from "../base/sparse";
import type { ItemContent } from "./content";
import { fitContent } from "./content-ranker";
import { hybridRanker, type Member } from "./hybrid-ranker";
import { factorRanker } from "./ials";
import type { ItemFactors } from "./ials-system";
import { wideFactors } from "./pack-learn";
import { linearRanker, type ItemWeights } from "./linear";
import type { Person, Ranker } from "./model";
import type { Pack, PackFactors, PackItem, PackMixture, PackWeights } from "./pack";

/**
 * What EASE, the factors and the tags usually count in a hybrid. Where EASE and iALS count 1 each, .4 of
 * the tags ranked best for listeners of HetRec Last.fm who were held out (NDCG@10 .275, the best
 * alone .267).
 */
export const usualMixture: PackMixture = { ease: 1, ials: 1, content: 0.4 };

const asGiven = (person: Person) => person;

/** The hybrid of all that a pack holds; a person is folded in exactly, without the community. */
export function packRanker(pack: Pack, given: PackWeightsByItem): Ranker {
  const members = collaborativeMembers(pack, given);
  const content = tagContent(pack.items);
  if (content.rows.index.length > 0) {
    members.push({ model: "content", ranker: fitContent(content, asGiven) });
  }
  const mixture = pack.mixture ?? usualMixture;
  const weights = members.map(({ model }) => mixture[model as keyof PackMixture]);
  return hybridRanker(members, weights);
}

/** What looks at the listeners alone: EASE, then the factors where there are any. */
export function collaborativeMembers(
  { factors }: Pick<Pack, "factors">,
  given: PackWeightsByItem,
): Member[] {
  const ease: Member = { model: "ease", ranker: linearRanker(itemWeights(given), asGiven) };
  if (factors === undefined) return [ease];
  return [ease, { model: "ials", ranker: factorRanker(itemFactors(factors), asGiven) }];
}

/** Weights in both directions. */
export interface PackWeightsByItem {
  /** Targets × sources: what speaks for an item. */
  readonly to: SparseRows;
  /** Sources × targets: what an item speaks for. */
  readonly from: SparseRows;
}

export function weightsByItem({ ptr, index, value, scale }: PackWeights): PackWeightsByItem {
  const items = scale.length;
  const steps = { rows: items, columns: items, ptr, index, value: Float64Array.from(value) };
  const to = mapValues(steps, (step, target) => step * (scale[target] as number));
  return { to, from: transpose(to) };
}

function itemWeights({ to, from }: PackWeightsByItem): ItemWeights {
  return {
    items: to.rows,
    scores(person) {
      const scores = new Float64Array(to.rows);
      person.index.forEach((source, p) => {
        const { index, value } = rowOf(from, source);
        const r = person.value[p] as number;
        index.forEach((target, at) => {
          scores[target] = (scores[target] as number) + r * (value[at] as number);
        });
      });
      return scores;
    },
    weightsTo(target, sources) {
      const dense = new Map<number, number>();
      const { index, value } = rowOf(to, target);
      index.forEach((source, at) => dense.set(source, value[at] as number));
      return Float64Array.from(sources, (source) => dense.get(source) ?? 0);
    },
  };
}

function itemFactors({ dims, value, scale, ...rest }: PackFactors): ItemFactors {
  return { ...rest, dims, items: scale.length, value: wideFactors(value, scale, dims) };
}

/** Tags of the items; the strongest first, each counting less than the one before. */
function tagContent(items: readonly PackItem[]): ItemContent {
  const numbers = new Map<string, number>();
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  items.forEach(({ tags = [] }, item) => {
    tags.forEach((tag, at) => {
      const number = numbers.get(tag) ?? numbers.size;
      numbers.set(tag, number);
      row.push(item);
      column.push(number);
      value.push(1 / (1 + at));
    });
  });
  const shape = { rows: items.length, columns: numbers.size };
  return { features: [...numbers.keys()], rows: fromColumns({ row, column, value }, shape) };
}
