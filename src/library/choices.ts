import { Dexie } from "dexie";
import { guarded } from "./errors";
import type { ChoiceRow } from "./rows";
import type { Library } from "./schema";

/** Candidates that were shown together, and which of them were kept. */
export interface ChoiceMade {
  readonly profileId: string;
  /** Name and version of the model that wrote them. */
  readonly model: string;
  readonly settings: ChoiceRow["settings"];
  readonly candidates: readonly Pick<ChoiceRow, "kept" | "features">[];
}

/** Remembers a choice among candidates. @returns the name of the set, to take it back by */
export async function recordChoice(library: Library, made: ChoiceMade): Promise<string> {
  const { candidates, ...common } = made;
  const set = crypto.randomUUID();
  const timeMs = Date.now();
  const rows = candidates.map(({ kept, features }, i): ChoiceRow => ({
    id: `${made.profileId}|${set}|${i}`,
    ...common,
    timeMs,
    set,
    kept,
    features: [...features],
  }));
  await guarded(() => library.choices.bulkAdd(rows));
  return set;
}

/** Takes a choice back, as if nothing had been said. */
export async function forgetChoice(
  library: Library,
  profileId: string,
  set: string,
): Promise<void> {
  const prefix = `${profileId}|${set}|`;
  await guarded(() => library.choices.where("id").startsWith(prefix).delete());
}

/** What a profile kept and passed over, oldest first. */
export async function choicesOf(
  library: Library,
  profileId: string,
): Promise<readonly ChoiceRow[]> {
  return guarded(() =>
    library.choices
      .where("[profileId+timeMs]")
      .between([profileId, Dexie.minKey], [profileId, Dexie.maxKey])
      .toArray(),
  );
}
