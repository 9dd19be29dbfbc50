import * as v from "valibot";
import { Sha256 } from "../../formats/backup/sha256";
import { guarded } from "../errors";
import type { Library } from "../schema";
import { whereThereIsRoom } from "./room";

/** Something small that is remembered of each profile between visits, as JSON among checkpoints. */
export interface Kept<State> {
  /** The name it is kept under. */
  readonly model: string;
  /** What is remembered where nothing is. */
  readonly nothing: State;
  readonly shape: v.GenericSchema<unknown, State>;
}

/** What is kept; nothing where it cannot be used (a foreign backup's). */
export async function readKept<State>(
  library: Library,
  profileId: string,
  { model, nothing, shape }: Kept<State>,
): Promise<State> {
  const row = await guarded(() => library.checkpoints.get(keyOf(model, profileId)));
  if (row === undefined || new Sha256().update(row.bytes).hex() !== row.sha256) return nothing;
  try {
    const kept = v.safeParse(shape, JSON.parse(new TextDecoder().decode(row.bytes)));
    return kept.success ? kept.output : nothing;
  } catch {
    return nothing;
  }
}

/** Writes what follows from what is kept, in one transaction; undefined writes nothing. */
export async function changeKept<State>(
  library: Library,
  profileId: string,
  kept: Kept<State>,
  next: (state: State) => State | undefined,
): Promise<void> {
  const { checkpoints } = library;
  await whereThereIsRoom(library, () =>
    library.transaction("rw", checkpoints, async () => {
      const state = next(await readKept(library, profileId, kept));
      if (state === undefined) return;
      const bytes = new TextEncoder().encode(JSON.stringify(state));
      const sha256 = new Sha256().update(bytes).hex();
      const { model } = kept;
      const id = keyOf(model, profileId);
      await checkpoints.put({ id, profileId, model, createdMs: Date.now(), bytes, sha256 });
    }),
  );
}

function keyOf(model: string, profileId: string): string {
  return `${model}|${profileId}`;
}
