import { partOf } from "../../base/steps";
import { fewestHeld, holdOut } from "../../recommend/hybrid";
import { exampleOf, searchWeights } from "../../recommend/hybrid-weights";
import type { PackMixture } from "../../recommend/pack";
import { collaborativeMembers, usualMixture, weightsByItem } from "../../recommend/pack-ranker";
import { interactionsIn, type Community } from "../../recommend/slate/community";
import type { CommunityItem } from "../rows";
import { learnPack } from "./learn";

const heldOut = { heldOut: 0.2, seed: 1 };

/**
 * What the members of the hybrid of a community count, found on listeners of its own who are held
 * out while the rest is learned from; what is usual where there are too few of them. Tags may come
 * from the very people held out, whom they would betray: they count what they usually do beside
 * the others. In steps that say what share is done.
 */
export function* weighMembers(
  community: Community,
  items: readonly CommunityItem[],
): Generator<number, PackMixture> {
  const { rest, examples } = holdOut(interactionsIn(community, community.liked), heldOut);
  if (examples.length < fewestHeld) return usualMixture;
  const pack = yield* partOf(learnPack({ liked: rest.items }, items), 0, 0.9);
  const members = collaborativeMembers(pack, weightsByItem(pack.weights));
  const measured = [];
  for (const [at, { person, relevant }] of examples.entries()) {
    const tastes = members.map(({ ranker }) => ranker.foldIn(person));
    measured.push(exampleOf(tastes, person, relevant));
    yield 0.9 + (0.1 * at) / examples.length;
  }
  const [ease = 0, ials = 0] = searchWeights(measured, members.length);
  const together = usualMixture.ease + usualMixture.ials;
  return { ease: together * ease, ials: together * ials, content: usualMixture.content };
}
