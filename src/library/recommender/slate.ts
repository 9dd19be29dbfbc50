import { chooseSlate } from "../../recommend/slate/choose";
import type { Library } from "../schema";
import type { Slate, SlateRequest } from "./answers";
import { entriesOf } from "./entry";
import { rankFor, type PersonIn } from "./person";
import { withTracks } from "./playable";

/** The recommendations out of one source. */
export async function slateFrom(
  library: Library,
  person: PersonIn,
  request: SlateRequest,
): Promise<Slate> {
  const { source, profile, damping } = person;
  const { n, method = "hybrid", adventure } = request;
  const ranked = rankFor(person, method);
  const chosen = chooseSlate({
    catalogue: source.catalogue(),
    candidates: ranked.candidates,
    taste: profile.likes,
    n,
    damping,
    ...(adventure !== undefined && { dial: adventure }),
  });
  return {
    communityId: source.id,
    communityName: source.name,
    simulated: source.simulated,
    itemKind: source.itemKind,
    method: ranked.method,
    matched: profile.known.size,
    users: source.users,
    items: source.items.length,
    ...(source.learning === true && { learning: true as const }),
    entries: await withTracks(library, entriesOf(ranked, chosen, method)),
  };
}
