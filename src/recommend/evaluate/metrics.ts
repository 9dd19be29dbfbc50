/** How the ideal of NDCG is cut: over every relevant item, or over min(K, relevant). */
export type IdealCut = "all" | "min";

/** Quality of one ranked list; each from 0 to 1, 1 best. */
export interface ListQuality {
  readonly precision: number;
  readonly recall: number;
  readonly ndcg: number;
  readonly map: number;
  readonly mrr: number;
  readonly hitRate: number;
}

/**
 * Compares the first K of a list with what was held out, each relevant item worth the same.
 * Average precision is divided by min(K, relevant), precision by K even when the list is shorter.
 *
 * @param hits      for each place of the list whether its item is relevant; at most K places count
 * @param relevant  how many items were held out, ≥ 1
 * @see Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002
 * @example listQuality([true, false], 1, 2, "min").ndcg // 1
 */
export function listQuality(
  hits: readonly boolean[],
  relevant: number,
  k: number,
  ideal: IdealCut,
): ListQuality {
  let found = 0;
  let gain = 0;
  let precisions = 0;
  let first = 0;
  for (let place = 1; place <= Math.min(k, hits.length); place++) {
    if (!hits[place - 1]) continue;
    found++;
    gain += discount(place);
    precisions += found / place;
    if (first === 0) first = place;
  }
  let best = 0;
  const places = ideal === "all" ? relevant : Math.min(k, relevant);
  for (let place = 1; place <= places; place++) best += discount(place);
  return {
    precision: found / k,
    recall: found / relevant,
    ndcg: gain / best,
    map: precisions / Math.min(k, relevant),
    mrr: first === 0 ? 0 : 1 / first,
    hitRate: found > 0 ? 1 : 0,
  };
}

function discount(place: number): number {
  return 1 / Math.log2(place + 1);
}
