/** Hertz of everything rendered here. */
export const SAMPLE_RATE_HZ = 44_100;

/** One recorded or synthesised sound, one channel at `SAMPLE_RATE_HZ`. */
export interface BankSample {
  /** The MIDI pitch it sounds (not always a whole one), or the percussion key it stands for. */
  readonly pitch: number;
  readonly samples: Float32Array;
}

/** A wave of the pitch, as a voice or a bow makes it. */
interface Vibrato {
  readonly cents: number;
  readonly hertz: number;
}

/** The sounds of one instrument, at a few pitches; others are made by playing these faster or slower. */
export interface Bank {
  readonly samples: readonly BankSample[];
  /** Level against the other instruments, as a factor. */
  readonly gain: number;
  /** Time constant of the fade after a note ends; 0 where sounds ring out by themselves. */
  readonly releaseSec: number;
  /** Time a note takes to rise; absent where the sound has its own attack. */
  readonly attackSec?: number;
  /** Each sample is one turn of a loop, its end joining its beginning. */
  readonly looped?: boolean;
  readonly vibrato?: Vibrato;
}

/** The sample nearest in pitch, the lower of two equally near. @throws RangeError on an empty bank */
export function nearest(bank: Bank, pitch: number): BankSample {
  const [first, ...rest] = bank.samples;
  if (first === undefined) throw new RangeError("The bank has no samples");
  return rest.reduce(
    (best, sample) =>
      Math.abs(sample.pitch - pitch) < Math.abs(best.pitch - pitch) ? sample : best,
    first,
  );
}
