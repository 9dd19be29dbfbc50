import { LoudnessMeter } from "../features/loudness";
import { SAMPLE_RATE_HZ } from "./bank";
import { TruePeak } from "./true-peak";
import type { Stereo } from "./mixer";

/** −1 dBTP: what players and codecs need above the highest point of the wave. */
export const PEAK = 10 ** (-1 / 20);
/** As loud as music for headphones is asked to be (EBU R 128 s2, streaming). */
export const LOUDNESS_LUFS = -16;
/** The limiter takes no more than this off a peak; a piece that would need more stays quieter. */
const MOST_LIMITED_DB = 9;

/** Measures a mix as it is made, a stretch at a time. */
export class LevelMeter {
  private readonly loudness = new LoudnessMeter(2, SAMPLE_RATE_HZ);
  private readonly highest = new TruePeak();

  add(mix: Stereo, from: number, to: number): void {
    this.loudness.add(mix, from, to);
    this.highest.add(mix, from, to);
  }

  /** LUFS; nothing where there is only silence. */
  lufs(): number | undefined {
    return this.loudness.integrated();
  }

  /** Highest point of the wave between the samples too, as a factor of full scale. */
  truePeak(): number {
    return this.highest.value;
  }

  /** The factor that brings what was measured to −16 LUFS, for a limiter to keep under −1 dBTP. */
  factor(): number {
    const peak = this.truePeak();
    if (peak === 0) return 1;
    const most = (PEAK / peak) * 10 ** (MOST_LIMITED_DB / 20);
    const lufs = this.lufs();
    if (lufs === undefined) return Math.min(1, most);
    return Math.min(most, 10 ** ((LOUDNESS_LUFS - lufs) / 20));
  }
}
