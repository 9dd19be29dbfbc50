import type { Score } from "../music/score";

/** A stretch of the piece that repeats, in seconds of the piece at its written tempo. */
export interface LoopRange {
  readonly fromSec: number;
  readonly toSec: number;
}

/** What the app asks of the room of sound; seconds are of the piece at its written tempo. */
export interface Sound {
  /** Makes a piece ready, fetching instruments the first time; what sounded before stops. */
  load(score: Score): Promise<void>;
  play(): Promise<void>;
  pause(): void;
  seek(sec: number): void;
  /** 1 is the written tempo. */
  setTempo(factor: number): void;
  setLoop(range: LoopRange | undefined): void;
  readonly positionSec: number;
  readonly lengthSec: number;
  /** Called when a piece has sounded to its end. */
  onEnd: () => void;
}
