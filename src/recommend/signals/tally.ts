import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { evidenceOf, isEarlySkip, type Listen } from "./listen";
import { dayMs, type OffsetAt } from "./local-time";
import { listenFilter, type TasteRules } from "./rules";
import { freshness, heardValue, valueDefaults, type ValueOptions } from "./value";

/** What a person's listening says about one item. */
export interface Heard {
  /** Plays that were not skipped. */
  readonly plays: number;
  /** Skips within 30 seconds. */
  readonly skips: number;
  /** 1 for an item heard lately (binary), below 0 for one skipped more than heard. */
  readonly value: number;
  readonly firstMs: EpochMs;
  readonly lastMs: EpochMs;
}

export interface Signals {
  readonly tracks: ReadonlyMap<ItemId, Heard>;
  readonly artists: ReadonlyMap<ItemId, Heard>;
}

interface Sums {
  plays: number;
  skips: number;
  evidence: number;
  latest: number;
  firstMs: EpochMs;
  lastMs: EpochMs;
}

/**
 * Adds up a person's plays one at a time, in any order, so that a long history never lies in memory
 * as a whole. What the rules leave out changes nothing.
 *
 * @example
 * const tally = new Tally({ nowMs, rules: {}, offsetAt: deviceOffset });
 * for (const listen of listens) tally.add(listen);
 * tally.signals().artists.get(artistItem("Nina Simone"))?.value
 */
export class Tally {
  readonly #tracks = new Map<ItemId, Sums>();
  readonly #artists = new Map<ItemId, Sums>();
  readonly #nowMs: EpochMs;
  readonly #options: ValueOptions;
  readonly #counts: (listen: Listen) => boolean;

  constructor(given: {
    readonly nowMs: EpochMs;
    readonly offsetAt: OffsetAt;
    readonly rules?: TasteRules;
    readonly options?: Partial<ValueOptions>;
  }) {
    this.#nowMs = given.nowMs;
    this.#options = { ...valueDefaults, ...given.options };
    this.#counts = listenFilter(given.rules ?? {}, given.offsetAt);
  }

  add(listen: Listen): void {
    if (!this.#counts(listen)) return;
    const fresh = freshness((this.#nowMs - listen.startMs) / dayMs, this.#options);
    addTo(this.#tracks, listen.trackId, listen, fresh);
    addTo(this.#artists, listen.artistId, listen, fresh);
  }

  signals(): Signals {
    const finish = (sums: ReadonlyMap<ItemId, Sums>) =>
      new Map([...sums].map(([item, sum]) => [item, this.#heard(sum)]));
    return { tracks: finish(this.#tracks), artists: finish(this.#artists) };
  }

  #heard({ plays, skips, evidence, latest, firstMs, lastMs }: Sums): Heard {
    const value = heardValue(evidence, latest, this.#options.weighting);
    return { plays, skips, value, firstMs, lastMs };
  }
}

function addTo(sums: Map<ItemId, Sums>, item: ItemId, listen: Listen, fresh: number): void {
  let sum = sums.get(item);
  if (sum === undefined) {
    sum = { plays: 0, skips: 0, evidence: 0, latest: 0, firstMs: Infinity, lastMs: -Infinity };
    sums.set(item, sum);
  }
  const evidence = evidenceOf(listen);
  if (listen.skipped !== true) sum.plays++;
  else if (isEarlySkip(listen)) sum.skips++;
  sum.evidence += evidence * fresh;
  if (evidence > 0) sum.latest = Math.max(sum.latest, fresh);
  sum.firstMs = Math.min(sum.firstMs, listen.startMs);
  sum.lastMs = Math.max(sum.lastMs, listen.startMs);
}
