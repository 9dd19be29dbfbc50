import type { Pack, PackWeights } from "../../src/recommend/pack";
import { countSource, withDatabase, type CountOptions } from "./count";
import { numberItems, readEntries } from "./entries";
import { learnFactors, learnWeights, mostPopular, type LearnOptions } from "./learn";
import { findSource } from "./sources";

export interface MakeOptions extends CountOptions, LearnOptions {
  readonly from: string;
  /** The set of items that are neither artists nor tracks: `work:<set>|<id>`. */
  readonly set: string;
}

/** Up to so many entries EASE sees all items; above, only those that get weights. */
const ALL_ENTRIES = 5_000_000;

/**
 * A pack out of a public set of listens or ratings: counted in SQL, learned from what was counted.
 *
 * @throws Error with a sentence when there is nothing to make one of
 */
export async function makePack(options: MakeOptions): Promise<{ form: string; pack: Pack }> {
  return withDatabase(async (db) => {
    const source = await findSource(db, options.from);
    options.onProgress("count", 0);
    const kind = await countSource(db, source, options);
    const counted = await numberItems(db, kind, options.set);
    const { items, users, popularity } = counted;
    if (items.length === 0) {
      throw new Error(
        `${options.from} has no item with ${options.minListeners} listeners or more; ` +
          "ask for fewer with --min-listeners.",
      );
    }
    const entries = popularity.reduce((sum, listeners) => sum + listeners, 0);
    const popular = mostPopular(popularity, options.items);
    const among = new Set(popular);
    const rows = (all: boolean) => readEntries(db, counted, (item) => all || among.has(item));
    const weights =
      options.perItem > 0
        ? learnWeights(await rows(entries <= ALL_ENTRIES), popular, options)
        : none(items.length);
    const pack: Pack = {
      ...{ items, users, popularity, weights },
      ...(options.factors > 0 && { factors: learnFactors(await rows(false), options) }),
    };
    return { form: source.form, pack };
  });
}

function none(items: number): PackWeights {
  return {
    ptr: new Uint32Array(items + 1),
    index: new Uint32Array(),
    value: new Int8Array(),
    scale: new Float32Array(items),
  };
}
