import type { BestColumns } from "../../base/shortlist";
import { itemListDefaults } from "../options";
import { nearestRowsInSteps } from "../similarity";
import type { Community } from "./community";

/** Neighbours of every item of a community, in steps that say what share is done. */
export function fitNeighbours(community: Community): Generator<number, BestColumns> {
  const { k, shrinkage, minOverlap } = itemListDefaults;
  return nearestRowsInSteps(community.liked, k, shrinkage, minOverlap);
}
