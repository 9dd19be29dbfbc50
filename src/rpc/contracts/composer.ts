import type { ChordSymbol, Key, Meter, Mode, Score } from "../../music/score";

export type Energy = "low" | "mid" | "high";
export type Device = "webgpu" | "wasm" | "cpu";

/** Bars as written, counted from 0 (a pickup counts), both ends included. */
export interface BarRange {
  readonly first: number;
  readonly last: number;
}

/** How a model draws. */
export interface Drawing {
  /** 0.1–2; 1 samples the model as it is. */
  readonly temperature: number;
  /** Nucleus of probability kept, 0–1. */
  readonly topP: number;
  readonly seed: number;
  /** Candidates, 1–16. */
  readonly count: number;
}

/** What to write. A field left out is drawn from how such tunes usually are. */
export interface ComposeRequest extends Drawing {
  readonly type?: string;
  readonly key?: Key;
  readonly meter?: Meter;
  /** Full bars as written, 4–64. */
  readonly bars?: number;
  readonly energy?: Energy;
  /** The plan of the sections, a letter each: "AABB", "ABAC", "AABA"; drawn if left out. */
  readonly form?: string;
  /** Begins with these notes (its first part), in their key and metre. */
  readonly motif?: Score;
  /** Written over these symbols, one for a bar, from the first full bar on, again from the start. */
  readonly chords?: readonly string[];
  /** Leans toward these tunes: the person's, or one they named. */
  readonly like?: readonly Score[];
  /** Whose style, if one was trained and is on. */
  readonly profileId?: string;
}

/** A change of a tune: of the bars chosen, or of the whole. */
export type Change =
  /** New bars after the last. */
  | { readonly kind: "continue"; readonly bars: number }
  /** These bars anew, to fit what stands on both sides. */
  | { readonly kind: "infill"; readonly range: BarRange }
  /** Close to what stands there (0) to free (1). */
  | { readonly kind: "vary"; readonly range: BarRange; readonly amount: number }
  | { readonly kind: "simplify"; readonly range: BarRange; readonly amount: number }
  /** An answer to the phrase, in as many bars after it. */
  | { readonly kind: "answer"; readonly range: BarRange }
  /** Other pitches in the same rhythm; another rhythm on the same rise and fall. */
  | { readonly kind: "rhythm" | "contour"; readonly range: BarRange }
  /** The bars anew over the score's chords. */
  | { readonly kind: "chords"; readonly range: BarRange }
  /** The whole tune in another mode, metre or style. */
  | { readonly kind: "mode"; readonly mode: Mode }
  | { readonly kind: "meter"; readonly meter: Meter }
  | { readonly kind: "type"; readonly type: string };

export interface ChangeRequest extends Drawing {
  readonly score: Score;
  readonly change: Change;
  /** Bars that must stay as they are, whatever the change. */
  readonly locked?: readonly number[];
  readonly profileId?: string;
}

/** What the critic makes of a tune: chances, 0–1, that a person wrote it. */
export interface Judgement {
  readonly whole: number;
  /** One for each bar as written. */
  readonly bars: readonly number[];
}

/** How much of a tune stands in one other tune. */
export interface Originality {
  /** Largest share, 0–1, of its runs of eight notes found in any single tune. */
  readonly share: number;
  /** That tune, where any is shared at all. */
  readonly nearest?: {
    readonly title: string;
    /** A book of the training corpus, or the person's own music. */
    readonly source: "corpus" | "library" | "own";
    /** The bars of this tune that are found there. */
    readonly bars: readonly number[];
  };
  /** Share of human tunes that are less like their nearest, 0–1. */
  readonly percentile: number;
}

export interface ComposedCandidate {
  /** With chords, and with an arrangement where a style fits. */
  readonly score: Score;
  readonly seed: number;
  /** The model's own surprise, bits a sounding note. */
  readonly bitsPerNote: number;
  /** Model name and version, for the record of authorship. */
  readonly model: string;
  readonly device: Device;
  readonly judgement?: Judgement;
  readonly originality?: Originality;
}

/** Chords for a melody. */
export interface HarmonyRequest {
  readonly score: Score;
  readonly per: "beat" | "bar";
  /** Plain triads (0) to the colours of jazz (1). */
  readonly colour: number;
  /** Only these bars anew; the others' chords stay. */
  readonly range?: BarRange;
  /** Symbols that must stay. */
  readonly locks?: readonly ChordSymbol[];
  readonly seed: number;
  /** Alternatives, 1–8. */
  readonly count: number;
}

export interface DeviceReport {
  readonly device: Device;
  readonly available: boolean;
  /** Steps a second, one sequence; 0 when not available. */
  readonly stepsPerSec: number;
}

/** What a training of the person's own style led to; bits a note. */
export interface StyleReport {
  /** Tunes learned from. */
  readonly tunes: number;
  /** Cost of the person's held-out tunes, and of tunes of the books. */
  readonly own: { readonly before: number; readonly after: number };
  readonly books: { readonly before: number; readonly after: number };
  /** False where the held-out tunes did not become likelier: nothing was changed then. */
  readonly kept: boolean;
  readonly trainedMs: number;
}

/** What adversarial practice on the person's tunes led to. */
export interface PracticeReport {
  readonly rounds: number;
  /** Share of tunes, written and the person's, that the critic tells apart rightly. */
  readonly critic: { readonly before: number; readonly after: number };
  /** Mean chance that the critic gives what is written. */
  readonly reward: { readonly before: number; readonly after: number };
  /** The same seeds before and after, to compare by ear. */
  readonly compare: readonly { readonly before: Score; readonly after: Score }[];
}

export interface ComposerApi {
  /** Candidates, best first. Progress: share of events written. */
  compose(request: ComposeRequest): readonly ComposedCandidate[];
  /** Whole scores with the change made, best first. */
  change(request: ChangeRequest): readonly ComposedCandidate[];
  /** Alternatives for the chords, each for the whole piece, best first. */
  harmonise(request: HarmonyRequest): readonly (readonly ChordSymbol[])[];
  /** What the critic and the index of known tunes make of a score. */
  examine(request: {
    readonly score: Score;
    readonly profileId?: string;
    /** The song that it is, not to be found as its own nearest. */
    readonly songId?: string;
  }): {
    readonly judgement?: Judgement;
    readonly originality: Originality;
  };
  /** Trains the person's style on the songs they kept and liked, or on those named. */
  learnStyle(request: {
    readonly profileId: string;
    readonly songIds?: readonly string[];
  }): StyleReport;
  /** Rounds of adversarial training on the person's tunes; progress brings curves. */
  practise(request: { readonly profileId: string; readonly rounds: number }): PracticeReport;
  /** The style in use; undefined when none is trained. */
  style(profileId: string): StyleReport | undefined;
  /** Back to the bytes before the last training. */
  undoStyle(profileId: string): StyleReport | undefined;
  /** The style as a file of its own. @throws when there is none */
  exportStyle(profileId: string): Uint8Array;
  /** Measures each device with the loaded model; the fastest is used unless one is chosen. */
  devices(): { readonly active: Device; readonly reports: readonly DeviceReport[] };
  chooseDevice(device: Device): void;
}
