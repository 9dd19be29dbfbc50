import type { ItemId } from "../base/item";
import type { Client } from "../rpc/connect";
import type { HomeShelves, Mix, RecommenderApi, Shelf } from "../rpc/contracts/recommender";
import { Asking } from "./asking.svelte";
import { mergeSlate, type SlateRow } from "./slate-changes";

/** A mix as shown. */
export interface MixView extends Omit<Mix, "entries"> {
  readonly rows: readonly SlateRow[];
}

/** A row of Home as shown. */
export interface ShelfView extends Omit<Shelf, "entries"> {
  /** The same row before and after a change of taste. */
  readonly key: string;
  readonly rows: readonly SlateRow[];
}

type Held = Pick<ReadonlySet<ItemId>, "has">;

/** This week's mix, the rows below it, and the mixes of weeks gone by. */
export class Mixes {
  mix = $state.raw<MixView | undefined>(undefined);
  shelves = $state.raw<readonly ShelfView[]>([]);
  /** Weeks of earlier mixes, the latest first. */
  archive = $state.raw<readonly string[]>([]);
  /** Of this week and its rows. */
  readonly asking = new Asking();
  /** A mix that was opened by its week; undefined where there is none. */
  opened = $state.raw<MixView | undefined>(undefined);
  readonly opening = new Asking();

  readonly #recommender: Client<RecommenderApi>;
  readonly #profileId: string;
  #next: { readonly adventure: number; readonly held: Held | undefined } | undefined;
  #loading: Promise<void> | undefined;

  constructor(recommender: Client<RecommenderApi>, profileId: string) {
    this.#recommender = recommender;
    this.#profileId = profileId;
  }

  /**
   * Asks for the rows. What is asked while an answer is under way is asked once, when it is there:
   * five likes in a row need the rows twice, not five times.
   *
   * @param adventure  from familiar 0 to adventurous 1
   * @param held       items that keep their place; none on arrival
   */
  load(adventure: number, held?: Held): Promise<void> {
    this.#next = { adventure, held };
    return (this.#loading ??= this.#loadAll());
  }

  async #loadAll(): Promise<void> {
    for (let asked = this.#next; asked !== undefined; asked = this.#next) {
      const { adventure, held } = asked;
      this.#next = undefined;
      await this.asking.ask(
        () => this.#recommender.home({ profileId: this.#profileId, adventure }),
        (answer) => this.#show(answer, held),
      );
    }
    this.#loading = undefined;
  }

  /** Opens the mix of a week. */
  async open(week: string): Promise<void> {
    if (this.opened?.week !== week) this.opened = undefined;
    await this.opening.ask(
      () => this.#recommender.mix({ profileId: this.#profileId, week }),
      (mix) => (this.opened = mix && mixView(mix)),
    );
  }

  #show({ mix, shelves, archive }: HomeShelves, held?: Held): void {
    this.mix = mix && mixView(mix, this.mix?.week === mix.week ? this.mix.rows : [], held);
    const shown = this.shelves;
    this.shelves = shelves.map(({ entries, ...shelf }) => {
      const key = `${shelf.kind} ${shelf.seed?.itemId ?? ""}`;
      return {
        ...shelf,
        key,
        rows: follow(shown.find((one) => one.key === key)?.rows ?? [], entries, held),
      };
    });
    this.archive = archive;
  }
}

function mixView({ entries, ...mix }: Mix, before: readonly SlateRow[] = [], held?: Held): MixView {
  return { ...mix, rows: follow(before, entries, held) };
}

/** What was acted on stays where it is; in a row of pictures nothing else needs to be said. */
function follow(
  before: readonly SlateRow[],
  entries: Mix["entries"],
  held: Held | undefined,
): readonly SlateRow[] {
  const rows = held ? mergeSlate(before, entries, held) : entries.map((entry) => ({ entry }));
  return rows.map(({ entry }) => ({ entry }));
}
