import type { Score } from "../../music/score";
import type { Corpus } from "./index-file";
import { nearestTune } from "./nearest";
import { indexRuns, type RunIndex } from "./run-index";
import { runsOf } from "./runs";

/** Above `flag` a tune is said to be close to another; above `block` it is not called one's own. */
export const ORIGINALITY_LIMITS = { flag: 0.25, block: 0.49 } as const;

/** A piece of the person to compare with: made by them, or in their library. */
export interface OwnTune {
  readonly id: string;
  readonly title: string;
  readonly source: "library" | "own";
  readonly score: Score;
}

/** How much of a tune stands in one other; as in the composer's contract. */
export interface Originality {
  readonly share: number;
  readonly nearest?: {
    readonly title: string;
    readonly source: "corpus" | OwnTune["source"];
    readonly bars: readonly number[];
  };
  readonly percentile: number;
}

/** What tunes are compared with: the books, and the person's own music. */
export class KnownTunes {
  readonly #corpus: Corpus;
  readonly #own: readonly OwnTune[];
  readonly #ownIndex: RunIndex;

  constructor(corpus: Corpus, own: readonly OwnTune[] = []) {
    this.#corpus = corpus;
    this.#own = own;
    this.#ownIndex = indexRuns(own.map(({ score }) => runsOf(score).hashes));
  }

  /** The same books with other music of the person's. */
  with(own: readonly OwnTune[]): KnownTunes {
    return new KnownTunes(this.#corpus, own);
  }

  /**
   * The tune that this one shares most with.
   *
   * @param itself  id of the person's piece that is looked at, not to be found as its own nearest
   */
  examine(score: Score, itself?: string): Originality {
    const runs = runsOf(score);
    const known = nearestTune(this.#corpus.index, runs);
    const own = nearestTune(this.#ownIndex, runs, (tune) => this.#own[tune]?.id === itself);
    const { share, bars } = own.share > known.share ? own : known;
    const percentile = percentileOf(share, this.#corpus.percentiles);
    if (share === 0) return { share, percentile };
    const mine = own.share > known.share ? this.#own[own.tune] : undefined;
    const title = mine?.title ?? this.#corpus.titles[known.tune] ?? "";
    return { share, percentile, nearest: { title, source: mine?.source ?? "corpus", bars } };
  }
}

/** Share of the books' tunes that are less like their nearest, 0–1, to a hundredth. */
function percentileOf(share: number, percentiles: readonly number[]): number {
  const above = percentiles.findIndex((limit) => limit >= share);
  return (above < 0 ? 100 : above) / 100;
}
