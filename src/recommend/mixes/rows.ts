import type { SparseVector } from "../../base/sparse";
import { candidatesOf } from "../slate/candidates";
import type { Catalogue } from "../slate/catalogue";
import { chooseSlate } from "../slate/choose";
import type { Choice, SlateTask } from "../slate/task";

/**
 * A row "because you listened to …": what goes with one item, and of that what the person would
 * like best: similarity × (½ + ½ relevance).
 *
 * @param neighbours  of the seed, by a model: similarity > 0 by item number
 * @param scores      of the person, by item number
 * @param allowed     after the hard filters
 */
export function becauseRow(
  task: Omit<SlateTask, "candidates" | "weights">,
  neighbours: SparseVector,
  scores: ArrayLike<number>,
  allowed: (item: number) => boolean,
): readonly Choice[] {
  const near = new Float64Array(scores.length);
  const best = neighbours.index.reduce((most, item) => Math.max(most, scores[item] as number), 0);
  neighbours.index.forEach((item, at) => {
    const relevance = Math.max(0, scores[item] as number) / (best || 1);
    near[item] = (neighbours.value[at] as number) * (0.5 + 0.5 * relevance);
  });
  // The row is about its seed: calibrating it to the whole taste would lead away.
  const weights = { calibration: 0, explore: 0 };
  return chooseSlate({ ...task, candidates: candidatesOf(near, allowed), weights });
}

/** A row of things to try: each place a style that is not the person's own. */
export function exploreRow(task: Omit<SlateTask, "weights">): readonly Choice[] {
  const choices = chooseSlate({ ...task, weights: { explore: 1 } });
  return choices.filter(({ slot }) => slot === "explore");
}

/** Items by one artist that may be shown: by score, then by how well they are known. */
export function moreByArtist(
  { artist, novelty }: Catalogue,
  of: number,
  scores: ArrayLike<number>,
  allowed: (item: number) => boolean,
  n: number,
): readonly number[] {
  return Array.from(artist.keys())
    .filter((item) => artist[item] === of && allowed(item))
    .sort(
      (a, b) =>
        (scores[b] as number) - (scores[a] as number) ||
        (novelty[a] as number) - (novelty[b] as number) ||
        a - b,
    )
    .slice(0, n);
}

/**
 * What to choose favourites from at the start: widely known, and as unlike each other as that
 * allows, so that few answers say much.
 */
export function coldStartPicks(
  catalogue: Catalogue,
  allowed: (item: number) => boolean,
  n: number,
): readonly number[] {
  const known = catalogue.novelty.map((novelty) => 1 - novelty);
  const choices = chooseSlate({
    catalogue,
    candidates: candidatesOf(known, allowed),
    taste: { index: new Uint32Array(0), value: new Float64Array(0) },
    n,
    perArtist: 1,
    weights: { novelty: 0, newArtist: 0, likeness: 1, calibration: 0, explore: 0 },
  });
  return choices.map(({ item }) => item);
}
