import { artistItem, type ItemId } from "../../../src/base/item";
import { fromTriples, transpose, type Triple } from "../../../src/base/sparse";
import { writeCommunity, type CommunityColumns } from "../../../src/library/communities";
import type { CommunityItem, CommunityRow } from "../../../src/library/rows";
import type { Library } from "../../../src/library/schema";
import { seededRandom } from "../../../src/base/random";

export const profileId = "p";

/** Columns of ratings or plays of users (rows) for items. */
function columnsOf(
  entries: readonly Triple[],
  items: readonly CommunityItem[],
  users: number,
): CommunityColumns {
  const byUser = fromTriples(entries, { rows: users, columns: items.length });
  const byItem = transpose(byUser);
  return {
    userPtr: byUser.ptr,
    userIndex: byUser.index,
    userValue: Float32Array.from(byUser.value),
    itemPtr: byItem.ptr,
    itemIndex: byItem.index,
    itemValue: Float32Array.from(byItem.value),
    items,
    users: Array.from({ length: users }, (_, u) => `user ${u}`),
  };
}

export async function addCommunity(
  library: Library,
  columns: CommunityColumns,
  more: Partial<CommunityRow> = {},
): Promise<CommunityRow> {
  const row: CommunityRow = {
    id: "real",
    name: "Some people",
    itemKind: "artist",
    scale: { kind: "plays" },
    users: columns.users.length,
    items: columns.items.length,
    entries: columns.userIndex.length,
    simulated: false,
    addedMs: 1,
    ...more,
  };
  await writeCommunity(library, row, columns);
  return row;
}

/** Styles of the scene: artist i is of style i mod 4. */
export const styles = ["folk", "jazz", "metal", "techno"] as const;

export const sceneItem = (i: number): ItemId => artistItem(`Artist ${i}`);

/**
 * Sixty listeners and 48 artists in four styles: a listener plays most of one style, a little of
 * the others; the same in every run.
 */
export function scene(artists = 48, users = 60): CommunityColumns {
  const random = seededRandom("scene");
  const entries: Triple[] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < artists; item++) {
      const chance = item % 4 === user % 4 ? 0.6 : 0.08;
      if (random() < chance) entries.push([user, item, 1 + Math.floor(random() * 20)]);
    }
  }
  const items = Array.from({ length: artists }, (_, i) => ({
    id: sceneItem(i),
    name: `Artist ${i}`,
    tags: [styles[i % 4] as string, `city ${i % 3}`],
  }));
  return columnsOf(entries, items, users);
}

/** The same artists with four tracks each. */
export function trackScene(): CommunityColumns {
  const { userPtr, userIndex, userValue, items, users } = scene();
  const entries: Triple[] = [];
  users.forEach((_, user) => {
    for (let p = userPtr[user] as number; p < (userPtr[user + 1] as number); p++) {
      const artist = userIndex[p] as number;
      for (let t = 0; t < 4; t++) {
        if ((user + artist + t) % 2 === 0)
          entries.push([user, 4 * artist + t, userValue[p] as number]);
      }
    }
  });
  const tracks = items.flatMap(({ name, tags = [] }) =>
    Array.from({ length: 4 }, (_, t) => ({
      id: `track:${name.toLowerCase()}|song ${t}`,
      name: `Song ${t}`,
      artist: name,
      tags,
    })),
  );
  return columnsOf(entries, tracks, users.length);
}
