import { rowOf, type SparseVector } from "../../base/sparse";
import type { Interactions } from "../interactions";
import { numbersIn, type HeldOut } from "./ratings";
import type { Trial } from "./topn";

const nobody: SparseVector = { index: new Uint32Array(0), value: new Float64Array(0) };

/**
 * A trial for each user of the held-out entries, by what the training entries know of them. A user
 * with nothing held out but what they have already is left out.
 */
export function trialsWithin(train: Interactions, test: HeldOut): readonly Trial[] {
  const selves = numbersIn(train.userIds, test.userIds);
  const trials = groupByUser(train, test).map(({ user, relevant }) => {
    const self = selves[user] as number;
    return trial(self < 0 ? nobody : rowOf(train.users, self), self, relevant);
  });
  return trials.filter((t) => t.relevantCount > 0);
}

/** A trial for each user of the held-out entries, known by their input alone. */
export function trialsOfNewUsers(
  community: Pick<Interactions, "itemIds">,
  input: HeldOut,
  test: HeldOut,
): readonly Trial[] {
  const given = new Map(
    groupByUser(community, input).map(({ id, relevant }) => [id, vectorOf(relevant)]),
  );
  const trials = groupByUser(community, test).map(({ id, relevant }) =>
    trial(given.get(id) ?? nobody, -1, relevant),
  );
  return trials.filter((t) => t.relevantCount > 0);
}

type Entry = readonly [item: number, value: number];

function trial(person: SparseVector, self: number, held: readonly Entry[]): Trial {
  const seen = new Set(person.index);
  const relevant = held.map(([item]) => item).filter((item) => !seen.has(item));
  return { person, self, relevant: new Set(relevant), relevantCount: relevant.length };
}

/** Entries of each user, by item number in the community (−1 unknown), users as they first come. */
function groupByUser(community: Pick<Interactions, "itemIds">, held: HeldOut) {
  const items = numbersIn(community.itemIds, held.itemIds);
  const groups = new Map<number, Entry[]>();
  for (let e = 0; e < held.user.length; e++) {
    const user = held.user[e] as number;
    const group = groups.get(user) ?? [];
    groups.set(user, group);
    group.push([items[held.item[e] as number] as number, held.value[e] as number]);
  }
  return Array.from(groups, ([user, relevant]) => ({
    user,
    id: held.userIds[user] as string,
    relevant,
  }));
}

function vectorOf(entries: readonly Entry[]): SparseVector {
  const byItem = new Map(entries.filter(([item]) => item >= 0));
  const sorted = [...byItem].sort((a, b) => a[0] - b[0]);
  return {
    index: Uint32Array.from(sorted, ([item]) => item),
    value: Float64Array.from(sorted, ([, value]) => value),
  };
}
