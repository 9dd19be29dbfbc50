import { catalogueOf, type Catalogue, type Tag } from "../../recommend/slate/catalogue";
import type { Community } from "../../recommend/slate/community";
import type { CommunityItem } from "../rows";

/** The catalogue of a community's items; of their tags the strongest stand first. */
export function catalogueFor(community: Community, items: readonly CommunityItem[]): Catalogue {
  return catalogueOf(community, (item) => tagsOf(items[item]));
}

/** The first tag weighs 1, the second a half, the third a third: as counts of tags fall. */
function tagsOf(item: CommunityItem | undefined): readonly Tag[] {
  return (item?.tags ?? []).map((name, at) => ({ name, weight: 1 / (1 + at) }));
}
