import { keepSong, listSongs, readScore, type KeptSong } from "../library/songs";
import type { ProfileRow, ScoreRow, SongRow } from "../library/rows";
import type { Library } from "../library/schema";
import { readSetting } from "../library/settings";
import { watch } from "../library/watch";
import { unfold } from "../music/unfold";
import { ticksToSec } from "../music/tempo";
import type { Score } from "../music/score";
import type { Client } from "../rpc/connect";
import type { ComposedCandidate, ComposerApi, Device } from "../rpc/contracts/composer";
import { problemOf, type Problem } from "./problem";
import { firstForm, requestOf, throwDice, withChange, type StudioForm } from "./studio-form";

/** A piece the model proposes; it is light until it is kept. */
export interface Proposal {
  readonly id: string;
  readonly candidate: ComposedCandidate;
  readonly form: StudioForm;
  readonly state: "proposed" | "kept" | "rejected";
  readonly kept?: KeptSong;
}

export interface KeptPiece {
  readonly song: SongRow;
  readonly row: ScoreRow;
}

/** Where the writing stands. */
export type Writing =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly share: number; readonly stage?: string }
  | { readonly kind: "failed"; readonly problem: Problem };

/** The studio: what is asked for, what is proposed, what was kept. */
export class StudioState {
  form = $state.raw<StudioForm>({ ...firstForm, seed: throwDice() });
  proposals = $state.raw<readonly Proposal[]>([]);
  writing = $state.raw<Writing>({ kind: "idle" });
  kept = $state.raw<readonly KeptPiece[] | undefined>(undefined);
  /** How often the model has written in this visit. */
  batches = $state(0);
  /** Where the model runs; known once it has been measured. */
  device = $state<Device | undefined>(undefined);

  readonly #composer: Client<ComposerApi>;
  readonly #library: Library;
  readonly #profile: ProfileRow;
  readonly #stop: () => void;
  #cancel = new AbortController();
  #written: StudioForm | undefined;

  constructor(composer: Client<ComposerApi>, library: Library, profile: ProfileRow) {
    this.#composer = composer;
    this.#library = library;
    this.#profile = profile;
    this.#stop = watch(
      () => keptPieces(library, profile.id),
      (pieces) => (this.kept = pieces),
    );
  }

  dispose(): void {
    this.#stop();
    this.cancel();
  }

  change(change: Partial<StudioForm>): void {
    this.form = withChange(this.form, change);
  }

  /** Asks the model for candidates; what was proposed before and not kept makes room. */
  async compose(): Promise<void> {
    if (this.writing.kind === "busy") return;
    // The same wishes and the same seed would give the same tunes again.
    if (this.form === this.#written) this.change({ seed: throwDice() });
    const form = this.form;
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    this.writing = { kind: "busy", share: 0 };
    try {
      this.device ??= await knownDevice(this.#library);
      const candidates = await this.#composer.compose(requestOf(form), {
        signal,
        onProgress: (progress) => (this.writing = { kind: "busy", ...progress }),
      });
      this.device = candidates[0]?.device ?? this.device;
      this.proposals = candidates.map((candidate) => ({
        id: crypto.randomUUID(),
        candidate,
        form,
        state: "proposed",
      }));
      this.#written = form;
      this.batches++;
      this.writing = { kind: "idle" };
    } catch (error) {
      const problem = problemOf(error);
      const cancelled = signal.aborted || problem.kind === "cancelled";
      this.writing = cancelled ? { kind: "idle" } : { kind: "failed", problem };
    }
  }

  cancel(): void {
    this.#cancel.abort(new DOMException("Cancelled by the person.", "AbortError"));
  }

  /** Saves a proposal as a song and a track. */
  async keep(proposal: Proposal): Promise<KeptSong> {
    const { candidate, form } = proposal;
    const { score, model, seed, device } = candidate;
    const kept = await keepSong(this.#library, {
      profileId: this.#profile.id,
      title: score.title,
      artist: this.#profile.name,
      score,
      authorship: { by: "model", model, seed, device, settings: settingsOf(form) },
      durationMs: lengthMs(score),
    });
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
  }
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

function settingsOf(form: StudioForm): Readonly<Record<string, string | number>> {
  return { ...form };
}

async function keptPieces(library: Library, profileId: string): Promise<readonly KeptPiece[]> {
  const songs = await listSongs(library, profileId);
  const rows = await Promise.all(songs.map((song) => readScore(library, song.scoreId)));
  return songs.flatMap((song, i) => {
    const row = rows[i];
    return row === undefined ? [] : [{ song, row }];
  });
}
