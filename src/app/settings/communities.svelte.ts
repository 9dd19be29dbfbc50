import { listCommunities } from "../../library/communities";
import type { CommunityRow } from "../../library/rows";
import type { Library } from "../../library/schema";
import { watch } from "../../library/watch";
import { problemOf, type Problem } from "../problem";

/** Other people's ratings on this device, the person's imports before the demonstration. */
export class Communities {
  rows = $state.raw<readonly CommunityRow[] | undefined>();
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Follows the database. @returns what stops it */
  follow(): () => void {
    return watch(
      () => listCommunities(this.#library),
      (rows) => {
        this.rows = [...rows].sort((a, b) => Number(a.simulated) - Number(b.simulated));
        this.problem = undefined;
      },
      (error) => (this.problem = problemOf(error)),
    );
  }
}
