import { keepSong, saveScore, type KeptSong } from "../library/songs";
import type { AuthoredChange, ProfileRow } from "../library/rows";
import type { Library } from "../library/schema";
import { readSetting } from "../library/settings";
import { unfold } from "../music/unfold";
import { ticksToSec } from "../music/tempo";
import type { Score } from "../music/score";
import type { Client } from "../rpc/connect";
import type { ComposedCandidate, ComposerApi, Device } from "../rpc/contracts/composer";
import type { KeptPieces } from "./kept.svelte";
import { lasting } from "./lasting.svelte";
import { MotifState } from "./motif.svelte";
import type { Services } from "./services";
import { openEars } from "./studio/ears";
import {
  firstForm,
  requestOf,
  settingsOf,
  throwDice,
  withChange,
  type StudioForm,
} from "./studio-form";
import { Asking } from "./studio/asking.svelte";
import { authorshipOf } from "./studio/authorship";
import { Choices } from "./studio/choices";
import { Drafts } from "./studio/drafts";
import type { LovedPiece } from "./studio/loved";
import { withStyle } from "./studio/mix";
import { Benches, type Home } from "./studio/benches";
import { OwnStyle } from "./studio/own-style.svelte";
import type { Proposal } from "./studio/proposal";
import { Workbench } from "./studio/workbench.svelte";

/** The studio: what is asked for, what is proposed, what was kept, and what is being worked on. */
export class StudioState {
  form = $state.raw<StudioForm>({ ...firstForm, seed: throwDice() });
  /** False until what an earlier visit left open is on the page again. */
  restored = $state(false);
  /** What the form can lean toward; read when the form is shown. */
  loved = $state.raw<readonly LovedPiece[]>([]);
  /** How often the model has written in this visit. */
  batches = $state(0);
  /** Where the model runs; known once it has been measured. */
  device = $state<Device | undefined>(undefined);
  /** Told when the score of a kept piece was written anew. */
  onSaved: (scoreId: string) => void = () => {};
  readonly asking = new Asking();
  readonly motif: MotifState;
  readonly ownStyle: OwnStyle;

  readonly #composer: Client<ComposerApi>;
  readonly #library: Library;
  readonly #profile: ProfileRow;
  readonly #kept: KeptPieces;
  readonly #benches = new Benches();
  readonly #choices: Choices;
  readonly #drafts: Drafts;
  #proposals = $state.raw<readonly Proposal[]>([]);
  #written: StudioForm | undefined;

  constructor(
    { composer, analyser, library }: Pick<Services, "composer" | "analyser" | "library">,
    profile: ProfileRow,
    kept: KeptPieces,
  ) {
    this.motif = new MotifState(() => openEars(analyser));
    this.#composer = composer;
    this.#library = library;
    this.#profile = profile;
    this.ownStyle = new OwnStyle(composer, library, profile.id);
    this.#choices = new Choices(library, profile.id);
    this.#kept = kept;
    this.#drafts = new Drafts(library, profile.id);
    void this.#restore();
  }

  get proposals(): readonly Proposal[] {
    return this.#proposals;
  }

  set proposals(proposals: readonly Proposal[]) {
    this.#proposals = proposals;
    this.#drafts.write(proposals);
  }

  dispose(): void {
    this.cancel();
    this.motif.stopListening();
    this.ownStyle.asking.cancel();
    this.#benches.dispose();
  }

  change(change: Partial<StudioForm>): void {
    this.form = withChange(this.form, change);
  }

  /** Asks the model for candidates; what was proposed before and not kept makes room. */
  async compose(): Promise<void> {
    if (this.asking.busy) return;
    // The same wishes and the same seed would give the same tunes again.
    if (this.form === this.#written) this.change({ seed: throwDice() });
    const form = this.form;
    const candidates = await this.asking.ask(async (options) => {
      this.device ??= await knownDevice(this.#library);
      const profileId = await this.#styleInUse();
      const like = leaningOf(form.like, this.loved);
      return this.#composer.compose(requestOf(form, { like, profileId }), options);
    });
    if (candidates === undefined) return;
    this.device = candidates[0]?.device ?? this.device;
    const batch = crypto.randomUUID();
    const fresh = candidates.map((candidate) => ({
      id: crypto.randomUUID(),
      batch,
      candidate: { ...candidate, score: withStyle(candidate.score, form.style) },
      settings: settingsOf(form),
      changes: [],
      state: "proposed" as const,
    }));
    // Changed by hand and not kept yet: that does not go when other candidates come.
    const edited = this.proposals.filter(
      ({ state, changes }) => state === "proposed" && changes.length > 0,
    );
    this.proposals = [...fresh, ...edited];
    this.#written = form;
    this.batches++;
  }

  cancel(): void {
    this.asking.cancel();
  }

  /** Saves a proposal as a song and a track. */
  async keep(proposal: Proposal): Promise<KeptSong> {
    const { score } = proposal.candidate;
    const kept = await keepSong(this.#library, {
      profileId: this.#profile.id,
      title: score.title,
      artist: this.#profile.name,
      score,
      authorship: authorshipOf(proposal),
      durationMs: lengthMs(score),
    });
    this.#benches.kept(proposal.id, kept.song.id);
    this.mark(proposal.id, { state: "kept", kept });
    return kept;
  }

  /** A kept piece was removed: its proposal is light again. */
  forget(songId: string): void {
    const proposal = this.proposals.find((one) => one.kept?.song.id === songId);
    if (proposal) this.mark(proposal.id, { state: "proposed" });
  }

  /** Changes what is known of a proposal on the screen. */
  mark(id: string, change: Partial<Omit<Proposal, "id">>): void {
    this.proposals = this.proposals.map((one) => (one.id === id ? { ...one, ...change } : one));
    if (change.state === "proposed") this.#benches.released(id);
    if (change.state !== undefined) this.#remember(id);
  }

  /** The bench of a proposal or a kept piece; made when first asked for, kept for the visit. */
  bench(id: string): Workbench | undefined {
    const known = this.#benches.get(id);
    if (known) return known;
    const proposal = this.proposals.find((one) => one.id === id);
    const song = this.#kept.all?.find((one) => one.song.id === id);
    const score = proposal?.candidate.score ?? song?.row.score;
    const authorship = proposal ? authorshipOf(proposal) : song?.row.authorship;
    if (score === undefined || authorship === undefined) return undefined;
    const home: Home = proposal
      ? { proposalId: id, songId: proposal.kept?.song.id }
      : { songId: id };
    const bench = lasting(
      () =>
        new Workbench({
          composer: this.#composer,
          score,
          profileId: () => this.#styleInUse(),
          songId: () => home.songId,
          measured: (found) => this.#measured(home, found),
          chosen: (shown, asked) =>
            void this.#choices.remember(crypto.randomUUID(), shown, { asked: asked.kind }),
          authorship,
          save: (next, changes) => this.#save(home, next, changes),
        }),
    );
    this.#benches.add(id, bench, home);
    return bench;
  }

  #measured({ proposalId }: Home, found: Partial<ComposedCandidate>): void {
    const proposal = this.proposals.find((one) => one.id === proposalId);
    if (proposal) this.mark(proposal.id, { candidate: { ...proposal.candidate, ...found } });
  }

  /** A step on the bench: a proposal changes where it stands, a song in the library. */
  async #save(
    { proposalId, songId }: Home,
    score: Score,
    changes: readonly AuthoredChange[],
  ): Promise<void> {
    const proposal = this.proposals.find((one) => one.id === proposalId);
    if (proposal) {
      // What was measured was another tune; the bench measures this one.
      const { seed, bitsPerNote, model, device } = proposal.candidate;
      const candidate = { score, seed, bitsPerNote, model, device };
      this.mark(proposal.id, { candidate, changes });
    }
    if (songId === undefined) return;
    const song = this.#kept.all?.find((one) => one.song.id === songId)?.song;
    const titled = { ...score, title: song?.title ?? score.title };
    await saveScore(this.#library, songId, titled, changes);
    this.onSaved(song?.scoreId ?? songId);
  }

  /** The composer learns from what was kept of the candidates that a proposal stood among. */
  #remember(id: string): void {
    const one = this.proposals.find((proposal) => proposal.id === id);
    const shown = this.proposals
      .filter(({ batch }) => batch === one?.batch)
      .map(({ candidate, state }) => ({ candidate, kept: state === "kept" }));
    if (one) void this.#choices.remember(one.batch, shown, one.settings);
  }

  /** Lets every open proposal go. @returns the proposals as they stood, to bring them back */
  letGo(): readonly Proposal[] {
    const before = this.proposals;
    this.proposals = before.filter(({ state }) => state === "kept");
    return before;
  }

  /** What an earlier visit left open, after what this one has written meanwhile. */
  async #restore(): Promise<void> {
    const open = await this.#drafts.read();
    if (open.length > 0) this.proposals = [...this.proposals, ...open];
    this.restored = true;
  }

  async #styleInUse(): Promise<string | undefined> {
    return (await readSetting(this.#library, "ownStyle")) ? this.#profile.id : undefined;
  }
}

/** The scores that a form leans toward. */
function leaningOf(like: StudioForm["like"], loved: readonly LovedPiece[]): readonly Score[] {
  if (like === "none") return [];
  const chosen = loved.filter(({ scoreId }) => like === "loved" || like.includes(scoreId));
  return chosen.map(({ score }) => score);
}

/** Sounding time with repeats, in ms. */
function lengthMs(score: Score): number {
  return Math.round(1000 * ticksToSec(unfold(score).duration, score.bpm));
}

/** The device chosen or measured before; unknown until the first writing has measured. */
async function knownDevice(library: Library): Promise<Device | undefined> {
  const chosen = await readSetting(library, "composeDevice");
  if (chosen !== "auto") return chosen;
  const measured = await readSetting(library, "measuredDevice");
  return measured === "none" ? undefined : measured;
}
