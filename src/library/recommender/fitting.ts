import { partOf } from "../../base/steps";
import { communityOf, type Community } from "../../recommend/slate/community";
import { fitNeighbours } from "../../recommend/slate/models";
import type { Pack } from "../../recommend/pack";
import { readCommunity } from "../communities";
import { LibraryError } from "../errors";
import { readPackOf, writePackOf } from "../packs";
import type { CommunityItem, CommunityRow } from "../rows";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import { communitySource, type Fitted } from "./community-source";
import { costOfLearning, learnPack, wayOfLearning } from "./learn";
import { packSource } from "./pack-source";
import { whereThereIsRoom } from "./room";
import { inSlices, type SlicedWork } from "./slices";
import type { Source } from "./source";
import { weighMembers } from "./weigh";

/** Multiply-adds that a person may be asked to wait for: about a second. */
export const waitForDefault = 1e9;

/**
 * One community on its way: at first as far as it is fitted already, then with more. What is
 * learned is kept in the database, so that it is learned once.
 */
export class Fitting {
  /** The best there is now. */
  source: Source;
  readonly row: CommunityRow;
  readonly #library: Library;
  /** Absent where there are none, and while what was learned of them is enough. */
  #ratings: Ratings | undefined;
  #fitted: Fitted;
  #gaveUp = false;

  private constructor(library: Library, row: CommunityRow, opened: Pack | Ratings) {
    this.#library = library;
    this.row = row;
    const ratings = "community" in opened ? opened : undefined;
    this.#ratings = ratings;
    const pack = ratings ? ratings.pack : (opened as Pack);
    this.#fitted = pack ? { pack } : {};
    this.source = ratings ? ratings.sourceOf(this.#fitted) : packSource(row, opened as Pack);
  }

  /**
   * Opens a community, and fits what can be waited for.
   *
   * @param waitFor  multiply-adds
   * @throws LibraryError
   */
  static async open(
    library: Library,
    row: CommunityRow,
    waitFor: number,
    work: WorkOptions,
  ): Promise<Fitting> {
    if (row.form === "pack") {
      const pack = await readPackOf(library, row.id);
      if (pack === undefined) throw new LibraryError("corrupt", `The pack "${row.name}" is gone.`);
      return new Fitting(library, row, pack);
    }
    const kept = hasStars(row) ? undefined : await readKept(library, row.id);
    if (kept?.items.length === row.items && isWhole(kept)) return new Fitting(library, row, kept);
    const fitting = new Fitting(library, row, await openRatings(library, row));
    await fitting.#fitAtOnce(waitFor, work);
    return fitting;
  }

  /** Whether more can be learned than was waited for. */
  get isUnfinished(): boolean {
    return !this.#gaveUp && this.#ratings !== undefined && !isWhole(this.#fitted.pack);
  }

  /** Reads the ratings, where there are some: whom listeners or items are compared by. */
  async readRatings(): Promise<void> {
    if (this.#ratings !== undefined || this.row.form === "pack") return;
    const ratings = await openRatings(this.#library, this.row);
    this.#ratings = ratings;
    // What was kept may turn out to be of other items.
    this.#fitted = ratings.pack ? { pack: ratings.pack } : {};
    this.source = ratings.sourceOf(this.#fitted);
  }

  /** Fits all that was not waited for; never rejects. */
  async finish(work: SlicedWork): Promise<void> {
    try {
      // Neighbours stand in until the hybrid is there.
      if (this.#fitted.pack === undefined) await this.compare(work);
      await this.learn(work);
    } catch {
      this.#gaveUp = true;
    }
  }

  /** Compares the items with each other, where that was not needed yet. */
  async compare(work: SlicedWork): Promise<void> {
    if (this.#ratings === undefined || this.#fitted.nearest !== undefined) return;
    const nearest = await inSlices(fitNeighbours(this.#ratings.community), work);
    this.#take({ nearest });
  }

  /** Learns what the hybrid needs, then what each part of it should count, and keeps it. */
  async learn(work: SlicedWork): Promise<void> {
    if (this.#ratings === undefined) return;
    const { community, items } = this.#ratings;
    let { pack } = this.#fitted;
    if (pack?.learned !== wayOfLearning) {
      pack = await inSlices(partOf(learnPack(community, items), 0, 0.5), work);
      this.#take({ pack });
      await this.#keep(pack);
    }
    if (pack.mixture !== undefined) return;
    const mixture = await inSlices(partOf(weighMembers(community, items), 0.5, 0.5), work);
    this.#take({ pack: { ...pack, mixture } });
    await this.#keep({ ...pack, mixture });
  }

  async #fitAtOnce(waitFor: number, work: WorkOptions): Promise<void> {
    if (this.#ratings === undefined || this.#fitted.pack !== undefined) return;
    const { community } = this.#ratings;
    if (costOfLearning(community) <= waitFor) await this.learn(work);
    else if (costOfComparing(community) <= waitFor) await this.compare(work);
  }

  #take(fitted: Fitted): void {
    this.#fitted = { ...this.#fitted, ...fitted };
    if (this.#ratings) this.source = this.#ratings.sourceOf(this.#fitted);
  }

  /** What cannot be kept is learned again next time. */
  async #keep(pack: Pack): Promise<void> {
    const { id, addedMs } = this.row;
    await whereThereIsRoom(this.#library, async () => {
      const here = await this.#library.communities.get(id);
      // Replaced meanwhile: what was learned is of the ratings that were here before.
      if (here?.addedMs === addedMs) await writePackOf(this.#library, id, pack);
    });
  }
}

interface Ratings {
  readonly community: Community;
  readonly items: readonly CommunityItem[];
  readonly sourceOf: (fitted: Fitted) => Source;
  readonly pack: Pack | undefined;
}

async function openRatings(library: Library, row: CommunityRow): Promise<Ratings> {
  const { columns } = await readCommunity(library, row.id);
  const { items } = columns;
  const community = communityOf(row, columns);
  const pack = await readLearned(library, row.id, items);
  return { community, items, sourceOf: communitySource(community, items), pack };
}

/** What was learned of these very items; undefined where it was written by another version. */
async function readLearned(
  library: Library,
  communityId: string,
  items: readonly CommunityItem[],
): Promise<Pack | undefined> {
  const pack = await readKept(library, communityId);
  const same =
    pack?.items.length === items.length && pack.items.every(({ id }, at) => id === items[at]?.id);
  return same ? pack : undefined;
}

async function readKept(library: Library, communityId: string): Promise<Pack | undefined> {
  try {
    return await readPackOf(library, communityId);
  } catch (error) {
    if (error instanceof LibraryError && error.code === "corrupt") return undefined;
    throw error;
  }
}

/** Whether nothing more can be learned than a pack holds. */
function isWhole(pack: Pack | undefined): boolean {
  return pack?.learned === wayOfLearning && pack.mixture !== undefined;
}

/** Stars of an entry are told from the ratings. */
function hasStars({ scale }: CommunityRow): boolean {
  return scale.kind === "stars";
}

/** Multiply-adds: the square of what each listener has. */
function costOfComparing({ liked }: Community): number {
  const counts = new Float64Array(liked.columns);
  for (const user of liked.index) counts[user] = (counts[user] as number) + 1;
  return counts.reduce((sum, count) => sum + count * count, 0);
}
