import { guarded } from "./errors";
import { eachPageOfListens } from "./listen-pages";
import { listenId } from "./listens";
import { ratingId } from "./ratings";
import type { FeedbackKind, ProfileRow, TasteRuleRow } from "./rows";
import type { Library } from "./schema";

/** What was said that still holds: it goes along. */
const standing: readonly FeedbackKind[] = ["block", "unblock", "not-now", "again", "less-like"];

/**
 * A new profile that begins with the taste of another: its listens and ratings, what it refused and
 * what it left out, its playlists and friends, all copied, so that from now on neither changes the
 * other. An import that is undone later takes nothing from the copy. Mixes are made anew.
 *
 * @throws LibraryError; nothing is copied then
 */
export async function forkProfile(
  library: Library,
  fromId: string,
  name: string,
): Promise<ProfileRow> {
  const { profiles, listens, ratings, feedback, tasteRules, playlists, friends } = library;
  const stores = [profiles, listens, ratings, feedback, tasteRules, playlists, friends];
  const profile: ProfileRow = {
    id: crypto.randomUUID(),
    name,
    createdMs: Date.now(),
    forkedFrom: fromId,
  };
  const { id: profileId } = profile;
  await guarded(() =>
    library.transaction("rw", stores, async () => {
      await profiles.add(profile);
      await eachPageOfListens(library, fromId, async (page) => {
        await listens.bulkAdd(
          page.map(({ importId: _, ...listen }) => {
            const id = listenId(profileId, listen.trackId, listen.startMs);
            return { ...listen, id, profileId };
          }),
        );
      });
      const rated = await ratings.where({ profileId: fromId }).toArray();
      await ratings.bulkAdd(
        rated.map(({ importId: _, ...rating }) => {
          return { ...rating, id: ratingId(profileId, rating.itemId), profileId };
        }),
      );
      const said = await feedback
        .where("[profileId+kind]")
        .anyOf(standing.map((kind) => [fromId, kind]))
        .sortBy("id");
      await feedback.bulkAdd(said.map(({ id: _, ...event }) => ({ ...event, profileId })));
      const lists = await playlists.where({ profileId: fromId }).toArray();
      const newIds = new Map(lists.map((list) => [list.id, crypto.randomUUID() as string]));
      await playlists.bulkAdd(
        lists.map(({ importId: _, ...list }) => {
          return { ...list, id: newIds.get(list.id) as string, profileId };
        }),
      );
      const rules = await tasteRules.where({ profileId: fromId }).toArray();
      await tasteRules.bulkAdd(rules.map((row) => copyOfRule(row, profileId, newIds)));
      const known = await friends.where({ profileId: fromId }).toArray();
      await friends.bulkAdd(
        known.map((friend) => ({ ...friend, id: crypto.randomUUID(), profileId })),
      );
    }),
  );
  return profile;
}

/** A rule about a playlist is about the copy of it. */
function copyOfRule(
  { rule, createdMs }: TasteRuleRow,
  profileId: string,
  playlists: ReadonlyMap<string, string>,
): TasteRuleRow {
  const id = crypto.randomUUID();
  if (rule.kind !== "playlist") return { id, profileId, createdMs, rule };
  const playlistId = playlists.get(rule.playlistId) ?? rule.playlistId;
  return { id, profileId, createdMs, rule: { ...rule, playlistId } };
}
