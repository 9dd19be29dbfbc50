import type { ItemId } from "../../base/item";
import type {
  Answer,
  FoundItem,
  HomeShelves,
  Mix,
  Portrait,
  QualityReport,
  SimilarPage,
  Slate,
  SlateEntry,
  SlateRequest,
} from "../../library/recommender/answers";

export type { Reason } from "../../recommend/slate/reasons";
export type {
  Answer,
  HomeShelves,
  Measured,
  Method,
  Mix,
  Portrait,
  QualityReport,
  ScorePart,
  Shelf,
  SimilarPage,
  Slate,
  SlateEntry,
  SlateRequest,
  Wish,
} from "../../library/recommender/answers";

/** What the page asks of the recommender; the answers are described where they are made. */
export interface RecommenderApi {
  /** One slate for each community, real ones before the simulated one. */
  slates(request: SlateRequest): readonly Slate[];
  /** Folds a change of the person's ratings, listens or blocks in, and gives the new slates. */
  foldIn(request: SlateRequest & { readonly itemId: ItemId }): readonly Slate[];
  /** Items of the communities whose name contains the text, for picking favourites at the start. */
  find(request: { readonly text: string; readonly n: number }): readonly FoundItem[];
  /** This week's mix, made now where there is none yet, and the rows below it. */
  home(request: { readonly profileId: string; readonly adventure: number }): HomeShelves;
  /** A mix of the archive; undefined where there is none of that week. */
  mix(request: { readonly profileId: string; readonly week: string }): Mix | undefined;
  similar(request: {
    readonly profileId: string;
    readonly itemId: ItemId;
    readonly n: number;
  }): SimilarPage | undefined;
  /** A list for words such as "calm, for studying, no vocals" or "安静、适合学习、不要人声". */
  ask(request: {
    readonly profileId: string;
    readonly text: string;
    readonly n: number;
    readonly adventure: number;
  }): Answer;
  /** A varied handful to choose favourites from at the start. */
  picks(request: { readonly profileId: string; readonly n: number }): readonly SlateEntry[];
  report(request: { readonly profileId: string }): QualityReport;
  portrait(request: { readonly profileId: string }): Portrait;
}
