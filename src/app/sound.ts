import type { About } from "../audio/media-session";
import type { LoopRange, PlayerStatus } from "../audio/player";
import type { Score } from "../music/score";

export type { LoopRange };

/** What the app asks of the room of sound; `Player` of src/audio is one. Seconds as written there. */
export interface Sound {
  load(score: Score, about: About): Promise<void>;
  /** @param levelDb  ≤ 0: how much quieter than the file */
  loadFile(file: Blob, about: About, levelDb: number): Promise<void>;
  play(): Promise<void>;
  pause(): void;
  seek(sec: number): void;
  setTempo(factor: number): void;
  setLoop(range: LoopRange | undefined): void;
  dispose(): void;
  readonly positionSec: number;
  readonly lengthSec: number;
  onEnd: () => void;
  onState: (state: { readonly status: PlayerStatus }) => void;
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
}
