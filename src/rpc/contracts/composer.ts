import type { Change } from "../../compose/change/asked";
import type { Judgement } from "../../compose/critic/critic";
import type { Originality } from "../../compose/originality/originality";
import type { StyleReport } from "../../compose/personal/report";
import type { PracticeReport } from "../../compose/practice/practise";
import type { BarRange } from "../../music/bars";
import type { ChordSymbol, Key, Meter, Score } from "../../music/score";

export type { BarRange, Change, Judgement, Originality, PracticeReport, StyleReport };

export type Energy = "low" | "mid" | "high";
export type Device = "webgpu" | "wasm" | "cpu";

/** How a model draws. */
interface Drawing {
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

export interface ChangeRequest extends Drawing {
  readonly score: Score;
  readonly change: Change;
  /** Bars that must stay as they are, whatever the change. */
  readonly locked?: readonly number[];
  readonly profileId?: string;
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
