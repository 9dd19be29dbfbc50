import type { Instrument, Score } from "../music/score";
import type { Bank } from "./bank";
import { synthesise } from "./instruments";
import { RecordedPiano, SamplesError } from "./piano";
import { mixdown, wavBlob } from "./render";
import { standInPiano } from "./stand-in-piano";
import { planVoices } from "./voices";

/** What the piano of a rendering is: the recordings, or a synth in their place. */
export type PianoSource = "samples" | "synth";

export interface Rendering {
  readonly wav: Blob;
  /** Length of the music, its intro included; the sound rings on a little longer. */
  readonly lengthSec: number;
  /** Where the tune begins: what is before it is the intro. */
  readonly introSec: number;
  readonly piano: PianoSource;
}

/** Turns scores into sound. Instruments are made when first needed and kept. */
export class Engine {
  private readonly recorded: RecordedPiano;
  private readonly synths = new Map<Instrument, Promise<Bank>>();

  /** @param samplesFolder  address of the piano's samples, with a slash at its end */
  constructor(samplesFolder = "/samples/piano/") {
    this.recorded = new RecordedPiano(samplesFolder);
  }

  /**
   * @throws the signal's reason when aborted; never for want of samples: a synth plays instead
   */
  async render(score: Score, signal: AbortSignal): Promise<Rendering> {
    const plan = planVoices(score);
    const pitches = plan.voices.filter((v) => v.instrument === "piano").map((v) => v.pitch);
    const recorded = this.recorded.bank(pitches).catch(onlySamplesError);
    const banks = new Map<Instrument, Bank>();
    for (const instrument of new Set(plan.voices.map((voice) => voice.instrument))) {
      const bank = instrument === "piano" ? await recorded : undefined;
      banks.set(instrument, bank ?? (await this.synth(instrument)));
      signal.throwIfAborted();
    }
    const piano = (await recorded) === undefined ? "synth" : "samples";
    const mix = await mixdown(plan, banks, signal);
    const { lengthSec, introSec } = plan;
    return { wav: await wavBlob(mix, signal), lengthSec, introSec, piano };
  }

  /** Makes the instruments of most accompaniments, so that the first piece starts as fast as the next. */
  async prepare(): Promise<void> {
    for (const instrument of ["bass", "drums", "guitar"] as const) await this.synth(instrument);
  }

  /** Made once, and to the end even if the piece that asked first is no longer wanted. */
  private synth(instrument: Instrument): Promise<Bank> {
    const known = this.synths.get(instrument) ?? this.make(instrument);
    this.synths.set(instrument, known);
    known.catch(() => this.synths.delete(instrument));
    return known;
  }

  private make(instrument: Instrument): Promise<Bank> {
    return instrument === "piano" ? standInPiano() : synthesise(instrument);
  }
}

function onlySamplesError(error: unknown): undefined {
  if (!(error instanceof SamplesError)) throw error;
  return undefined;
}
