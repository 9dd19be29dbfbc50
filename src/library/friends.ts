import { artistItem, trackItem } from "../base/item";
import { Sha256 } from "../formats/backup/sha256";
import { GRID, type TasteCard } from "../formats/tastecard/card";
import { writeCard } from "../formats/tastecard/json";
import { LibraryError, guarded } from "./errors";
import { repairRow } from "./repair";
import type { FriendRow } from "./rows";
import type { Library } from "./schema";

/**
 * Makes a friend of a taste card: from now on a neighbour to compare with. The same card again is
 * the same friend.
 *
 * @returns the friend, and whether they were here already
 */
export async function addFriend(
  library: Library,
  profileId: string,
  card: TasteCard,
  nowMs = Date.now(),
): Promise<{ readonly friend: FriendRow; readonly known: boolean }> {
  const hash = new Sha256().update(new TextEncoder().encode(writeCard(card))).hex();
  const result = repairRow("friends", {
    id: `friend:${profileId}|${hash.slice(0, 32)}`,
    ...{ profileId, name: card.name, addedMs: nowMs },
    items: card.items.map(({ name, artist, weight }) => ({
      ...{ id: artist === undefined ? artistItem(name) : trackItem(artist, name), name, artist },
      weight: weight / GRID,
    })),
  });
  if (!("row" in result)) throw new LibraryError("corrupt", `The card: ${result.reason}.`);
  const friend = result.row;
  return guarded(() =>
    library.transaction("rw", library.friends, async () => {
      const here = await library.friends.get(friend.id);
      if (here !== undefined) return { friend: here, known: true };
      await library.friends.add(friend);
      return { friend, known: false };
    }),
  );
}

/** The friends of a profile, the latest first. */
export async function listFriends(
  library: Library,
  profileId: string,
): Promise<readonly FriendRow[]> {
  const rows = await guarded(() => library.friends.where({ profileId }).toArray());
  return rows.toSorted((a, b) => b.addedMs - a.addedMs || (a.id < b.id ? -1 : 1));
}

export async function removeFriend(library: Library, id: string): Promise<void> {
  await guarded(() => library.friends.delete(id));
}

/** Puts a friend back who was removed. */
export async function restoreFriend(library: Library, friend: FriendRow): Promise<void> {
  await guarded(() => library.friends.put(friend));
}
