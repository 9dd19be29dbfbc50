import type { Arrangement } from "../../music/arrangement";
import type { AuthoredChange, Authorship } from "../../library/rows";
import type { Score, Ticks } from "../../music/score";
import type { Client } from "../../rpc/connect";
import type {
  BarRange,
  Change,
  ComposedCandidate,
  ComposerApi,
  Judgement,
  Originality,
} from "../../rpc/contracts/composer";
import { problemOf, type Problem } from "../problem";
import { throwDice } from "../studio-form";
import { Asking } from "./asking.svelte";
import { withAuthored } from "./authorship";
import { changedBars, fitted, rangeOf, shiftedLocks, toggleLocks, type Reach } from "./bars";
import { arrangementOf } from "./mix";
import type { Shown } from "./choices";
import { begin, record, redo, undo, type History } from "./history";

/** What was asked of the composer: a change of the tune, or other chords. */
export type Asked = Change | { readonly kind: "harmony"; readonly range?: BarRange };

/** Name and version of a model, and the seed it wrote from. */
interface Drawn {
  readonly model: string;
  readonly seed: number;
}

/** A whole score that would take the place of the one on the bench. Light, until it does. */
export interface Alternative {
  readonly id: string;
  readonly score: Score;
  readonly asked: Asked;
  /** Bars that differ from the score as it stands. */
  readonly changed: readonly number[];
  /** Which model drew it, and from what seed. */
  readonly drawn: Drawn;
  /** Set where the model wrote notes. */
  readonly candidate?: ComposedCandidate;
  readonly rejected: boolean;
}

export interface BenchOptions {
  readonly composer: Client<ComposerApi>;
  readonly score: Score;
  /** Whose style to lean to; nothing while it is off. */
  readonly profileId: () => Promise<string | undefined>;
  /** The song that it is, once it is kept. */
  readonly songId: () => string | undefined;
  /** Told which of the candidates with new notes was kept. */
  readonly chosen: (shown: readonly Shown[], asked: Asked) => void;
  /** Told what the critic and the index of known tunes make of the score. */
  readonly measured: (found: Pick<ComposedCandidate, "judgement" | "originality">) => void;
  /** Who wrote the score, and what led to it since. */
  readonly authorship: Authorship;
  /** Keeps the score, and what led to it, wherever the piece lives. */
  readonly save: (score: Score, changes: readonly AuthoredChange[]) => Promise<void>;
}

/** What writes the chords, as its files are named. */
const HARMONISER = "harmony@1";
/** Candidates asked for at once. */
const COUNT = 4;
const TOP_P = 0.97;
const TEMPERATURE = 0.95;
/** A pause after a change before the critic is asked, in ms, so that fast steps ask once. */
const SETTLE_MS = 400;

/** A piece being worked on: its steps, the bars chosen and locked, and what is proposed for it. */
export class Workbench {
  history = $state.raw<History<Score>>() as History<Score>;
  readonly score = $derived(this.history.now);
  reach = $state.raw<Reach | undefined>(undefined);
  readonly range = $derived(
    fitted(this.reach && rangeOf(this.reach), this.history.now.bars.length),
  );
  locked = $state.raw<readonly number[]>([]);
  /** Ticks of the chords that must stay. */
  lockedChords = $state.raw<readonly Ticks[]>([]);
  alternatives = $state.raw<readonly Alternative[]>([]);
  /** How far a variation may go, 0–1. */
  amount = $state(0.4);
  /** Plain 0 to jazz 1. */
  colour = $state(0.2);
  judgement = $state.raw<Judgement | undefined>(undefined);
  originality = $state.raw<Originality | undefined>(undefined);
  /** Set from a step until the score as it stands was measured, or could not be. */
  measuring = $state(false);
  /** What keeps the last step from being saved. */
  unsaved = $state.raw<Problem | undefined>(undefined);
  readonly asking = new Asking();

  readonly #options: BenchOptions;
  /** What led to each score of the steps; a step back has what led to it. */
  readonly #authored = new WeakMap<Score, readonly AuthoredChange[]>();
  #saving: Promise<void> = Promise.resolve();
  #examination = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.history = begin(options.score);
    this.#authored.set(options.score, options.authorship.changes ?? []);
  }

  /** Who wrote the score as it stands. */
  get authorship(): Authorship {
    const changes = this.#changesTo(this.score);
    const { authorship } = this.#options;
    return changes.length === 0 ? authorship : { ...authorship, changes };
  }

  dispose(): void {
    this.asking.cancel();
    this.#stopExamining();
  }

  select(reach: Reach | undefined): void {
    this.reach = reach;
  }

  /** Locks the bars chosen, or unlocks them where all are locked. */
  toggleLock(): void {
    if (this.range) this.locked = toggleLocks(this.locked, this.range);
  }

  toggleChordLock(tick: Ticks): void {
    const has = this.lockedChords.includes(tick);
    this.lockedChords = has
      ? this.lockedChords.filter((one) => one !== tick)
      : [...this.lockedChords, tick];
  }

  /** Puts what the person did on the bench as the next step, and saves it. */
  put(score: Score, what: "chord" | "arrangement"): void {
    this.#put(score, { by: "person", what });
  }

  undo(): void {
    this.#step(undo(this.history));
  }

  redo(): void {
    this.#step(redo(this.history));
  }

  arrange(change: Partial<Arrangement>): void {
    const arrangement = { ...arrangementOf(this.score), ...change };
    this.put({ ...this.score, arrangement }, "arrangement");
  }

  /** Asks for candidates of a change; those there were make room. */
  async change(change: Change): Promise<void> {
    const { score, locked } = this;
    const profileId = await this.#options.profileId();
    const found = await this.asking.ask((options) =>
      this.#options.composer.change(
        {
          score,
          change,
          locked,
          temperature: TEMPERATURE,
          topP: TOP_P,
          seed: throwDice(),
          count: COUNT,
          ...(profileId === undefined ? {} : { profileId }),
        },
        options,
      ),
    );
    // What was asked of an earlier score would undo the steps since.
    if (found === undefined || score !== this.score) return;
    this.alternatives = found.map((candidate) => ({
      ...this.#alternative(score, candidate.score, change, candidate),
      candidate,
    }));
  }

  /** Asks for other chords, for the bars chosen or for all. */
  async harmonise(per: "beat" | "bar"): Promise<void> {
    const { score, range, colour, lockedChords } = this;
    const seed = throwDice();
    const locks = score.chords.filter(({ tick }) => lockedChords.includes(tick));
    const found = await this.asking.ask((options) =>
      this.#options.composer.harmonise(
        { score, per, colour, locks, seed, count: COUNT, ...(range && { range }) },
        options,
      ),
    );
    if (found === undefined || score !== this.score) return;
    const asked: Asked = { kind: "harmony", ...(range && { range }) };
    this.alternatives = found.map((chords) =>
      this.#alternative(score, { ...score, chords }, asked, { model: HARMONISER, seed }),
    );
  }

  /** A proposal takes the place of the score: light turns to ink. The others go. */
  keep(alternative: Alternative): void {
    const { score, asked } = alternative;
    const shown = this.alternatives.flatMap(({ id, candidate }) =>
      candidate ? [{ candidate, kept: id === alternative.id }] : [],
    );
    if (shown.length > 0) this.#options.chosen(shown, asked);
    const added = score.bars.length - this.score.bars.length;
    const behind = "range" in asked && asked.range ? asked.range.last : this.score.bars.length;
    if (added !== 0) this.locked = shiftedLocks(this.locked, behind, added);
    this.alternatives = [];
    const { model, seed } = alternative.drawn;
    this.#put(score, { by: "model", what: asked.kind, model, seed });
  }

  reject(id: string, rejected = true): void {
    this.alternatives = this.alternatives.map((one) =>
      one.id === id ? { ...one, rejected } : one,
    );
  }

  dismiss(): void {
    this.alternatives = [];
  }

  /** Asks the critic and the index of known tunes about the score as it stands. */
  async examine(): Promise<void> {
    this.#stopExamining();
    this.#examination = new AbortController();
    const { signal } = this.#examination;
    const { score } = this;
    this.measuring = true;
    try {
      const profileId = await this.#options.profileId();
      const songId = this.#options.songId();
      const said = await this.#options.composer.examine(
        {
          score,
          ...(profileId === undefined ? {} : { profileId }),
          ...(songId === undefined ? {} : { songId }),
        },
        { signal },
      );
      if (signal.aborted) return;
      this.judgement = said.judgement;
      this.originality = said.originality;
      this.#options.measured(said);
    } catch {
      // A measure that could not be had is not shown; the piece itself is not affected.
      if (!signal.aborted) this.originality = this.judgement = undefined;
    } finally {
      if (!signal.aborted) this.measuring = false;
    }
  }

  /** Settled once the last step is written. */
  saved(): Promise<void> {
    return this.#saving;
  }

  #put(score: Score, made: Omit<AuthoredChange, "timeMs" | "bars">): void {
    if (score === this.score) return;
    const bars = changedBars(this.score, score);
    const change = { timeMs: Date.now(), ...made, ...(bars.length > 0 && { bars }) };
    this.#authored.set(score, withAuthored(this.#changesTo(this.score), change));
    this.#step(record(this.history, score));
  }

  #changesTo(score: Score): readonly AuthoredChange[] {
    return this.#authored.get(score) ?? [];
  }

  #step(history: History<Score>): void {
    if (history === this.history || history.now === this.score) return;
    this.history = history;
    this.alternatives = [];
    const count = history.now.bars.length;
    this.locked = this.locked.filter((bar) => bar < count);
    this.#save(history.now);
    this.judgement = this.originality = undefined;
    this.#stopExamining();
    this.measuring = true;
    this.#timer = setTimeout(() => void this.examine(), SETTLE_MS);
  }

  /** One write after the other, the last one last. */
  #save(score: Score): void {
    this.#saving = this.#saving.then(async () => {
      try {
        await this.#options.save(score, this.#changesTo(score));
        this.unsaved = undefined;
      } catch (error) {
        this.unsaved = problemOf(error);
      }
    });
  }

  #stopExamining(): void {
    clearTimeout(this.#timer);
    this.measuring = false;
    this.#examination.abort(new DOMException("The piece has changed.", "AbortError"));
  }

  #alternative(before: Score, score: Score, asked: Asked, { model, seed }: Drawn): Alternative {
    const changed = changedBars(before, score);
    const drawn = { model, seed };
    return { id: crypto.randomUUID(), score, asked, drawn, changed, rejected: false };
  }
}
