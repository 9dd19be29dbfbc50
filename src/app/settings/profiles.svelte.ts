import { forkProfile } from "../../library/fork";
import {
  addProfile,
  chooseProfile,
  countProfile,
  deleteProfile,
  renameProfile,
  restoreProfile,
  type TakenProfile,
} from "../../library/profile-changes";
import { listProfiles } from "../../library/profiles";
import type { ProfileRow } from "../../library/rows";
import type { Library } from "../../library/schema";
import { watch } from "../../library/watch";
import type { Action } from "../action";
import { problemOf, type Problem } from "../problem";

/** The people who use this device. */
export class Profiles {
  rows = $state.raw<readonly ProfileRow[]>([]);
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Follows the database. @returns what stops it */
  follow(): () => void {
    return watch(
      () => listProfiles(this.#library),
      (rows) => (this.rows = rows),
      (error) => (this.problem = problemOf(error)),
    );
  }

  /** What goes with a profile when it is deleted. */
  count(id: string) {
    return countProfile(this.#library, id);
  }
}

/** Adds a person, of nobody's taste or beginning as another. */
export const add: Action<{ readonly name: string; readonly forkOf?: string }, ProfileRow> = {
  id: "profile.add",
  label: (t) => t.taste.profiles.add,
  run: ({ services: { library } }, { name, forkOf }) =>
    forkOf === undefined ? addProfile(library, name) : forkProfile(library, forkOf, name),
  done: (t, _, profile) => t.taste.profiles.added(profile.name),
  undo: async ({ services: { library } }, _, profile) => deleteProfile(library, profile.id),
};

export const rename: Action<{ readonly id: string; readonly name: string }> = {
  id: "profile.rename",
  label: (t) => t.taste.profiles.rename,
  run: async ({ services: { library } }, { id, name }) => {
    await renameProfile(library, id, name);
  },
};

export const remove: Action<ProfileRow, TakenProfile> = {
  id: "profile.delete",
  label: (t) => t.taste.profiles.remove,
  run: ({ services: { library } }, { id }) => deleteProfile(library, id),
  done: (t, { name }) => t.taste.profiles.removed(name),
  undo: ({ services: { library } }, _, taken) => restoreProfile(library, taken),
};

/** Becomes another person: every page is made anew. */
export const use: Action<ProfileRow> = {
  id: "profile.use",
  label: (t) => t.taste.profiles.use,
  run: async (app, { id }) => {
    await app.player.flush();
    await chooseProfile(app.services.library, id);
    location.assign("/");
  },
};
