import type { Instrument, Score } from "../music/score";
import type { Bank } from "./bank";
import { RecordedPiano, SamplesError } from "./piano";
import { mixdown, wavBlob } from "./render";
import { synthBank } from "./synths";
import { planVoices } from "./voices";

/** What the piano of a rendering is: the recordings, or a synth in their place. */
export type PianoSource = "samples" | "synth";

export interface Rendering {
  readonly wav: Blob;
  /** Length of the music; the sound rings on a little longer. */
  readonly lengthSec: number;
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
    return { wav: await wavBlob(mix, signal), lengthSec: plan.lengthSec, piano };
  }

  /** Makes the instruments of the accompaniment, so that the first piece starts as fast as the next. */
  async prepare(): Promise<void> {
    await this.synth("bass");
    await this.synth("drums");
  }

  private synth(instrument: Instrument): Promise<Bank> {
    const known = this.synths.get(instrument) ?? synthBank(instrument);
    this.synths.set(instrument, known);
    known.catch(() => this.synths.delete(instrument));
    return known;
  }
}

function onlySamplesError(error: unknown): undefined {
  if (!(error instanceof SamplesError)) throw error;
  return undefined;
}
