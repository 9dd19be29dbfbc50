import type { ItemId } from "../../base/item";
import { artistOfTrack } from "../../recommend/slate/profile";
import { throwIfCancelled } from "../errors";
import type { LiveInteractions } from "../interactions";
import { readMix } from "../mixes";
import { readTrack } from "../tracks";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import type * as answers from "./answers";
import { answerTo } from "./ask";
import { learnFrom } from "./explore";
import { waitForDefault } from "./fitting";
import { FRIENDS_SOURCE } from "./friends-source";
import { findItems } from "./find";
import { Histories } from "./histories";
import { homeOf, rankAll, telling } from "./home";
import { mixOf } from "./mix-entries";
import { personIn } from "./person";
import { picksFrom } from "./picks";
import { withTracks } from "./playable";
import { portraitOf } from "./portrait";
import { reportOn } from "./report";
import { similarTo } from "./similar";
import { slateFrom } from "./slate";
import { Sources, type SourcesOf } from "./sources";
import { unionOf } from "./union";

interface OfProfile {
  readonly profileId: string;
}

/**
 * The recommender over one library. Communities are read and fitted once and kept; a person's
 * history is read once and followed. Calls are answered one after the other, but for mixes made before.
 */
export class RecommenderSession {
  readonly #library: Library;
  readonly #sources: Sources;
  readonly #histories: Histories;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param waitFor  multiply-adds of fitting that an answer may wait for; the rest follows it */
  constructor(library: Library, waitFor = waitForDefault) {
    this.#library = library;
    this.#sources = new Sources(library, waitFor);
    this.#histories = new Histories(library);
  }

  /** One slate for each community, real ones before the simulated. */
  slates(request: answers.SlateRequest, work: WorkOptions = {}): Promise<readonly answers.Slate[]> {
    return this.#alone(async () => {
      const sources = await this.#sources.of(request.profileId, work, request.method);
      const interactions = await this.#histories.read(request.profileId);
      return this.#slates(request, sources, interactions, work);
    });
  }

  /** The slates after the person rated, heard, blocked or put off one item. */
  foldIn(
    request: answers.SlateRequest & { readonly itemId: ItemId },
    work: WorkOptions = {},
  ): Promise<readonly answers.Slate[]> {
    const { profileId, itemId } = request;
    return this.#alone(async () => {
      const interactions = await this.#histories.follow(profileId, itemId);
      const track = await readTrack(this.#library, itemId);
      const artistId = track?.artistId ?? artistOfTrack(itemId);
      const ids = artistId === undefined ? [itemId] : [itemId, artistId];
      await learnFrom(this.#library, profileId, ids, interactions);
      const sources = await this.#sources.of(profileId, work, request.method);
      return this.#slates(request, sources, interactions, work);
    });
  }

  find(
    request: { readonly text: string; readonly n: number },
    work: WorkOptions = {},
  ): Promise<readonly answers.FoundItem[]> {
    return this.#alone(async () => findItems(await this.#sources.communities(work), request));
  }

  home(
    request: OfProfile & { readonly adventure: number },
    work: WorkOptions = {},
  ): Promise<answers.HomeShelves> {
    return this.#inTurn(request, work, (sources, interactions) =>
      homeOf(this.#library, sources, interactions, request, work),
    );
  }

  /**
   * A mix of the archive, or this week's where it is made already: read as it is kept, without
   * waiting for the communities or for other calls.
   */
  async mix(request: OfProfile & { readonly week: string }): Promise<answers.Mix | undefined> {
    const row = await readMix(this.#library, request.profileId, request.week);
    if (row === undefined) return undefined;
    const interactions = await this.#histories.read(request.profileId);
    const mix = mixOf(row, interactions, Date.now());
    return { ...mix, entries: await withTracks(this.#library, mix.entries) };
  }

  similar(
    request: OfProfile & { readonly itemId: ItemId; readonly n: number },
    work: WorkOptions = {},
  ): Promise<answers.SimilarPage | undefined> {
    return this.#inTurn(request, work, (sources, interactions) =>
      similarTo(this.#library, [...sources.people, sources.library], interactions, request),
    );
  }

  ask(
    request: OfProfile & { readonly text: string; readonly n: number; readonly adventure: number },
    work: WorkOptions = {},
  ): Promise<answers.Answer> {
    return this.#inTurn(request, work, (sources, interactions) => {
      const rankings = telling(rankAll(sources, interactions, Date.now()));
      const union = unionOf(rankings);
      return answerTo(this.#library, [...sources.people, sources.library], union, request);
    });
  }

  picks(
    request: OfProfile & { readonly n: number },
    work: WorkOptions = {},
  ): Promise<readonly answers.SlateEntry[]> {
    return this.#inTurn(request, work, (sources, interactions) =>
      picksFrom(this.#library, sources.people, interactions, request.n),
    );
  }

  report(request: OfProfile, work: WorkOptions = {}): Promise<answers.QualityReport> {
    return this.#inTurn(request, work, (sources, interactions) =>
      reportOn(sources.people, interactions, request.profileId, work),
    );
  }

  portrait({ profileId }: OfProfile, work: WorkOptions = {}): Promise<answers.Portrait> {
    return this.#alone(async () =>
      portraitOf(this.#library, await this.#sources.communities(work), profileId),
    );
  }

  async #slates(
    request: answers.SlateRequest,
    { people }: SourcesOf,
    interactions: LiveInteractions,
    { signal }: WorkOptions,
  ): Promise<readonly answers.Slate[]> {
    const slates: answers.Slate[] = [];
    for (const source of people) {
      throwIfCancelled(signal);
      const person = personIn(source, interactions, Date.now());
      const slate = await slateFrom(this.#library, person, request);
      // Friends who have nothing of their own to add are heard as neighbours in the communities.
      if (source.id !== FRIENDS_SOURCE || slate.entries.length > 0) slates.push(slate);
    }
    return slates;
  }

  /** Answers in turn, with the communities and the person's history as they are now. */
  #inTurn<T>(
    { profileId }: OfProfile,
    work: WorkOptions,
    job: (sources: SourcesOf, interactions: LiveInteractions) => Promise<T>,
  ): Promise<T> {
    return this.#alone(async () => {
      const sources = await this.#sources.of(profileId, work);
      return job(sources, await this.#histories.read(profileId));
    });
  }

  #alone<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(job, job);
    this.#turn = turn
      .catch(() => undefined)
      .then(() => {
        void this.#sources.learnOn(() => this.#turn);
      });
    return turn;
  }
}
