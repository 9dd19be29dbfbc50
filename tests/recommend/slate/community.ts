import { fromTriples, transpose, type Triple } from "../../../src/base/sparse";
import type { ItemKind } from "../../../src/base/item";
import { communityOf, type Community, type Scale } from "../../../src/recommend/slate/community";

/** A community of users 0, 1, … out of user, item, value. */
export function communityWith(
  values: readonly Triple[],
  items: Community["items"],
  { scale = { kind: "plays" } as Scale, itemKind = "artist" as ItemKind, users = 8 } = {},
): Community {
  const byItem = transpose(fromTriples(values, { rows: users, columns: items.length }));
  return communityOf(
    { id: "c", name: "Some people", simulated: false, itemKind, scale },
    {
      items,
      users: Array.from({ length: users }, (_, u) => `user ${u}`),
      itemPtr: byItem.ptr,
      itemIndex: byItem.index,
      itemValue: Float32Array.from(byItem.value),
    },
  );
}
