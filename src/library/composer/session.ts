import type { Judgement } from "../../compose/critic/critic";
import { harmonise, type HarmoniseOptions } from "../../compose/harmony/harmonise";
import { scoreToEvents } from "../../compose/melody/from-score";
import type { KnownTunes, Originality } from "../../compose/originality/originality";
import { ComposerSession } from "../../compose/session";
import type { Device } from "../../nn/device";
import type { ChordSymbol, Score } from "../../music/score";
import type { Library } from "../schema";
import { readSetting, writeSetting } from "../settings";
import type { ComposerModels } from "./models";
import { ownTunes } from "./own-tunes";
import { OwnStyles } from "./style";

/** What the critic and the known tunes make of a score. */
export interface Examination {
  /** Absent where the tune has no form that the critic reads, or the critic cannot be had. */
  readonly judgement?: Judgement;
  readonly originality: Originality;
}

/** The composer of the app: its models, with the person's own music and style beside them. */
export class ComposerDesk {
  readonly composer: ComposerSession;
  readonly styles: OwnStyles;
  readonly #library: Promise<Library>;
  readonly #models: ComposerModels;

  constructor(library: Promise<Library>, models: ComposerModels, wasmUrl: string) {
    this.#library = library;
    this.#models = models;
    this.composer = new ComposerSession({
      loadCheckpoint: models.melody,
      wasmUrl,
      // What cannot be read or kept is measured.
      recalled: async () => recalledDevice(await library).catch(() => undefined),
      remember: async (fastest) =>
        writeSetting(await library, "measuredDevice", fastest).catch(() => undefined),
      critic: models.critic,
      known: (profileId) => this.#known(profileId),
      harmonise: async (score, seed) => {
        const [best = []] = await this.harmonise({ score, per: "bar", seed, count: 1 });
        return best;
      },
      styleOf: (profileId) => this.styles.partsOf(profileId),
    });
    this.styles = new OwnStyles(library, this.composer, models);
  }

  /** Alternatives for the chords, each for the whole piece, best first. */
  async harmonise({
    score,
    ...options
  }: HarmoniseOptions & { readonly score: Score }): Promise<readonly (readonly ChordSymbol[])[]> {
    return harmonise(await this.#models.harmony(), score, options);
  }

  /** @param songId  the song that is looked at, not to be found as its own nearest */
  async examine({
    score,
    profileId,
    songId,
  }: {
    readonly score: Score;
    readonly profileId?: string;
    readonly songId?: string;
  }): Promise<Examination> {
    const originality = (await this.#known(profileId)).examine(score, songId);
    const events = scoreToEvents(score);
    if (!events.ok) return { originality };
    const critic = await this.#models.critic().catch(() => undefined);
    if (critic === undefined) return { originality };
    const { type, key, meter } = score;
    return { originality, judgement: critic.judge(events.value, { type, key, meter }) };
  }

  async #known(profileId?: string): Promise<KnownTunes> {
    const known = await this.#models.known();
    return profileId === undefined
      ? known
      : known.with(await ownTunes(await this.#library, profileId));
  }
}

/** The device chosen, or else the fastest that was measured. */
async function recalledDevice(library: Library): Promise<Device | undefined> {
  const chosen = await readSetting(library, "composeDevice");
  if (chosen !== "auto") return chosen;
  const measured = await readSetting(library, "measuredDevice");
  return measured === "none" ? undefined : measured;
}
