import type { Key, Meter, Mode, Score } from "../music/score";
import { problemOf, type Problem } from "./problem";
import { readMotif } from "./studio/typed-motif";

/** A note found in a recording or played on keys. */
export interface MotifNote {
  readonly pitch: number;
  readonly startSec: number;
  readonly durationSec: number;
  /** How sure the ear is of it, 0–1; 1 for what was played. */
  readonly confidence: number;
}

/** What turns sound into notes and notes into a score. */
export interface Ears {
  /** @param samples  one channel, −1 to 1; given away */
  readonly hear: (
    samples: Float32Array<ArrayBuffer>,
    rateHz: number,
  ) => Promise<readonly MotifNote[]>;
  readonly quantise: (
    notes: readonly MotifNote[],
    frame: { readonly bpm?: number; readonly meter: Meter; readonly key?: Key },
  ) => Score;
}

/** What a recording comes from. */
export interface Recorder {
  /** Loudness now, 0–1. */
  level(): number;
  /** Ends the recording. @returns one channel, −1 to 1 */
  stop(): Promise<{ readonly samples: Float32Array<ArrayBuffer>; readonly rateHz: number }>;
  cancel(): void;
}

export type MotifWay = "typed" | "played" | "heard";

/** Where the listening stands. */
export type Listening =
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "recording"; readonly level: number }
  | { readonly kind: "working" }
  | { readonly kind: "nothing" }
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly problem: Problem };

/** Notes below this are drawn faint and asked about. */
export const UNSURE = 0.6;

/** A motif being made: typed, played or hummed, then corrected note by note. */
export class MotifState {
  way = $state<MotifWay>("typed");
  text = $state("");
  notes = $state.raw<readonly MotifNote[]>([]);
  chosen = $state(-1);
  bpm = $state(96);
  meter = $state("4/4");
  /** "any" lets the ear decide. */
  tonic = $state("any");
  mode = $state<Mode>("major");
  listening = $state.raw<Listening>({ kind: "idle" });

  readonly #openEars: () => Promise<Ears>;
  #ears = $state.raw<Ears | undefined>(undefined);
  #recorder: Recorder | undefined;

  readonly key = $derived<Key | undefined>(
    this.tonic === "any" ? undefined : { tonic: this.tonic, mode: this.mode },
  );
  readonly frame = $derived.by(() => {
    const [beats = 4, unit = 4] = this.meter.split("/").map(Number);
    return { bpm: this.bpm, meter: { beats, unit }, ...(this.key && { key: this.key }) };
  });
  readonly typed = $derived(
    readMotif(this.text, { key: { tonic: "C", mode: this.mode }, ...this.frame }),
  );
  /** The motif as a score; undefined while there are no notes. */
  readonly score = $derived.by<Score | undefined>(() => {
    if (this.way === "typed") return this.typed.ok ? this.typed.value : undefined;
    if (this.notes.length === 0 || this.#ears === undefined) return undefined;
    return this.#ears.quantise(this.notes, this.frame);
  });

  constructor(openEars: () => Promise<Ears>) {
    this.#openEars = openEars;
  }

  /** Another way to give the motif; what was recorded or played stays until it is cleared. */
  choose(way: MotifWay): void {
    if (way !== "heard") this.stopListening();
    this.way = way;
  }

  /** Starts listening. @param open asks for the microphone, as the person's press allows */
  async listen(open: () => Promise<Recorder>): Promise<void> {
    this.listening = { kind: "asking" };
    try {
      const recorder = await open();
      this.#recorder = recorder;
      this.listening = { kind: "recording", level: 0 };
    } catch (error) {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      this.listening = refused
        ? { kind: "refused" }
        : { kind: "failed", problem: problemOf(error) };
    }
  }

  /** Looks at the level; to be called while recording. */
  tick(): void {
    if (this.#recorder) this.listening = { kind: "recording", level: this.#recorder.level() };
  }

  /** Ends the recording and looks for its notes. */
  async finish(): Promise<void> {
    const recorder = this.#recorder;
    if (recorder === undefined) return;
    this.#recorder = undefined;
    this.listening = { kind: "working" };
    try {
      const { samples, rateHz } = await recorder.stop();
      const ears = await this.#ready();
      this.notes = await ears.hear(samples, rateHz);
      this.chosen = this.notes.findIndex((note) => note.confidence < UNSURE);
      this.listening = { kind: this.notes.length === 0 ? "nothing" : "idle" };
    } catch (error) {
      this.listening = { kind: "failed", problem: problemOf(error) };
    }
  }

  /** Lets the microphone go without a result. */
  stopListening(): void {
    this.#recorder?.cancel();
    this.#recorder = undefined;
    this.listening = { kind: "idle" };
  }

  /** A note played on keys; times from the first one on. */
  async played(note: MotifNote): Promise<void> {
    this.notes = [...this.notes, note].sort((a, b) => a.startSec - b.startSec);
    await this.#ready();
  }

  /** Moves a note by semitones; a person's word is sure. */
  move(index: number, semitones: number): void {
    this.notes = this.notes.map((note, i) =>
      i === index ? { ...note, pitch: note.pitch + semitones, confidence: 1 } : note,
    );
  }

  remove(index: number): void {
    this.notes = this.notes.filter((_, i) => i !== index);
    this.chosen = Math.min(this.chosen, this.notes.length - 1);
  }

  clear(): void {
    this.notes = [];
    this.text = "";
    this.chosen = -1;
  }

  async #ready(): Promise<Ears> {
    this.#ears ??= await this.#openEars();
    return this.#ears;
  }
}
