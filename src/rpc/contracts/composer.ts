import type { Key, Meter, Score } from "../../music/score";

export type Energy = "low" | "mid" | "high";
export type Device = "webgpu" | "wasm" | "cpu";

/** What to write. A field left out is drawn from how such tunes usually are. */
export interface ComposeRequest {
  readonly type?: string;
  readonly key?: Key;
  readonly meter?: Meter;
  /** Full bars as written, 4–64. */
  readonly bars?: number;
  readonly energy?: Energy;
  /** 0.1–2; 1 samples the model as it is. */
  readonly temperature: number;
  /** Nucleus of probability kept, 0–1. */
  readonly topP: number;
  readonly seed: number;
  /** Candidates, 1–16. */
  readonly count: number;
}

export interface ComposedCandidate {
  readonly score: Score;
  readonly seed: number;
  /** The model's own surprise, bits a sounding note. */
  readonly bitsPerNote: number;
  /** Model name and version, for the record of authorship. */
  readonly model: string;
  readonly device: Device;
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
  /** Measures each device with the loaded model; the fastest is used unless one is chosen. */
  devices(): { readonly active: Device; readonly reports: readonly DeviceReport[] };
  chooseDevice(device: Device): void;
}
