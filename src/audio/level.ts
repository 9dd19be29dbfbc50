import type { Stereo } from "./mixer";

/** −1 dBFS: what players and codecs need above the loudest sample. */
export const PEAK = 10 ** (-1 / 20);
/** −16 dBFS: as loud as a piece may be on average, however even it is. */
const LOUDEST_RMS = 10 ** (-16 / 20);

/** Measures a mix as it is made, a stretch at a time. */
export class LevelMeter {
  private peak = 0;
  private squares = 0;
  private samples = 0;

  add(mix: Stereo, from: number, to: number): void {
    for (const channel of mix) {
      for (let i = from; i < to; i++) {
        const value = Math.abs(channel[i] as number);
        if (value > this.peak) this.peak = value;
        this.squares += value * value;
      }
      this.samples += to - from;
    }
  }

  /** The factor that brings what was measured to −1 dBFS at its peak, or −16 dBFS on average. */
  factor(): number {
    if (this.peak === 0) return 1;
    return Math.min(PEAK / this.peak, LOUDEST_RMS / Math.sqrt(this.squares / this.samples));
  }
}
