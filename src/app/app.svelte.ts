import type { ProfileRow } from "../library/rows";
import { ensureDefaultProfile } from "../library/profiles";
import { Analysing } from "./analysing.svelte";
import { attempt } from "./attempt";
import { HomeState } from "./home.svelte";
import { Importing } from "./importing.svelte";
import { KeptPieces } from "./kept.svelte";
import { Looks } from "./looks.svelte";
import { PlayerState } from "./player.svelte";
import { Scores } from "./scores.svelte";
import type { Services } from "./services";
import { Taste } from "./taste.svelte";
import { LibraryState } from "./library.svelte";

/** Everything the pages of one profile show and do. */
export class App {
  readonly services: Services;
  readonly profile: ProfileRow;
  readonly taste: Taste;
  readonly home: HomeState;
  readonly library: LibraryState;
  readonly importing: Importing;
  readonly kept: KeptPieces;
  readonly player: PlayerState;
  readonly scores: Scores;
  readonly looks: Looks;
  readonly analysing: Analysing;
  /** Settled once the starter shelf is in the library, or will not be this time. */
  readonly stocked: Promise<unknown>;
  readonly #stop = new AbortController();

  constructor(services: Services, profile: ProfileRow, stocked: Promise<unknown>) {
    this.stocked = stocked;
    const { library, recommender, importer, analyser, sound } = services;
    this.services = services;
    this.profile = profile;
    this.taste = new Taste(library, profile.id);
    this.home = new HomeState(recommender, library, profile.id);
    this.library = new LibraryState(library);
    this.importing = new Importing(importer, library, profile.id);
    this.kept = new KeptPieces(library, profile.id);
    this.player = new PlayerState(sound, library, profile.id);
    this.scores = new Scores(library);
    this.looks = new Looks(library);
    this.analysing = new Analysing(analyser, library);
    this.analysing.onMeasured = (trackId) => this.looks.forget(trackId);
    this.player.listener.onHeard = (trackId) => void this.home.changed(trackId);
    const { signal } = this.#stop;
    // A page that is hidden may never come back: what was heard is written now.
    document.addEventListener("visibilitychange", () => this.#hidden(), { signal });
  }

  /** Ends with the app what was begun for it later than its start. */
  onDispose(end: () => void): void {
    this.#stop.signal.addEventListener("abort", end, { once: true });
  }

  dispose(): void {
    this.#stop.abort();
    this.taste.dispose();
    this.library.close();
    this.kept.dispose();
    this.analysing.dispose();
    this.looks.clear();
    void this.player.stop();
    this.services.sound.dispose();
  }

  #hidden(): void {
    if (document.visibilityState === "hidden") void this.player.flush();
  }
}

/**
 * The app over its services.
 *
 * @param names  what the first profile is called where there is none yet, and the maker of the
 *               starter shelf
 */
export async function startApp(
  services: Services,
  names: { readonly profile: string; readonly shelf: string },
): Promise<App> {
  const profile = await ensureDefaultProfile(services.library, names.profile);
  const stocked = attempt(() => services.importer.stock({ artist: names.shelf }));
  return new App(services, profile, stocked);
}
