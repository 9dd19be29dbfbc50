import { communityOf } from "../../recommend/slate/community";
import { fitNeighbours } from "../../recommend/slate/models";
import { listCommunities, readCommunity } from "../communities";
import type { CommunityRow } from "../rows";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import { communitySource } from "./community-source";
import { inSlices } from "./slices";
import type { Source } from "./source";

/** The communities of a library with their models: each is read and fitted once, and kept. */
export class Sources {
  readonly #library: Library;
  readonly #kept = new Map<string, { readonly row: CommunityRow; readonly source: Source }>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Every community there is now, real ones before the simulated; new ones are read and fitted. */
  async communities(work: WorkOptions): Promise<readonly Source[]> {
    const rows = (await listCommunities(this.#library)).filter((row) => row.form !== "pack");
    const ids = new Set(rows.map((row) => row.id));
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
    const fresh = rows.filter((row) => this.#kept.get(row.id)?.row.addedMs !== row.addedMs);
    for (const [index, row] of fresh.entries()) {
      const onProgress = (share: number) => work.onProgress?.((index + share) / fresh.length);
      const source = await this.#open(row, { ...work, onProgress });
      this.#kept.set(row.id, { row, source });
    }
    return rows.flatMap((row) => this.#kept.get(row.id)?.source ?? []);
  }

  async #open(row: CommunityRow, work: WorkOptions): Promise<Source> {
    const { columns } = await readCommunity(this.#library, row.id);
    const community = communityOf(row, columns);
    const nearest = await inSlices(fitNeighbours(community), work);
    return communitySource(community, columns.items, nearest);
  }
}
