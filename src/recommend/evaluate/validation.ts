import { seededRandom } from "../../base/random";
import { select, type Split } from "./folds";
import type { TripleColumns } from "./triples";

/** A share of all entries is held out, each as likely. */
export function holdEntries(columns: TripleColumns, share: number, seed: number): Split {
  const random = seededRandom(seed);
  const held = Array.from(columns.value, () => random() < share);
  return {
    train: select(columns, (entry) => !held[entry]),
    test: select(columns, (entry) => held[entry] === true),
  };
}

/** Some users as newcomers: `input` is what they bring, `test` what is to be found. */
export interface Newcomers {
  readonly community: TripleColumns;
  readonly input: TripleColumns;
  readonly test: TripleColumns;
}

/**
 * A share of the users is taken out of the community, whole, and a share of what each has is what
 * is to be found.
 */
export function holdUsers(
  columns: TripleColumns,
  shares: { readonly users: number; readonly entries: number },
  seed: number,
): Newcomers {
  const random = seededRandom(seed);
  const out = columns.userIds.map(() => random() < shares.users);
  const of = (entry: number) => out[columns.user[entry] as number] === true;
  const held = holdEntries(
    select(columns, (entry) => of(entry)),
    shares.entries,
    seed + 1,
  );
  return {
    community: select(columns, (entry) => !of(entry)),
    input: held.train,
    test: held.test,
  };
}
