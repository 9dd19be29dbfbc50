import { ANALYSIS_RATE_HZ } from "../features/analysis-rate";
import { readAudioFile } from "../library/audio-files";
import { readUnmeasured } from "../library/features";
import type { Library } from "../library/schema";
import { readTrack } from "../library/tracks";
import type { Client } from "../rpc/connect";
import type { AnalyserApi } from "../rpc/contracts/analyser";
import { FileError, openHeld } from "./held-file";
import { problemOf, type Problem } from "./problem";

/** Sounds are decoded as a whole; a longer one would fill the memory of a phone. In ms. */
const longestMs = 30 * 60_000;
/** Where the length is not known, by size: 30 minutes of MP3 at 320 kbit/s. */
const largestBytes = 72 * 1024 ** 2;

/** Measuring what is new in the library, one track at a time, while the person does other things. */
export class Analysing {
  /** Files under way; absent while nothing is measured. */
  progress = $state.raw<{ readonly done: number; readonly of: number } | undefined>(undefined);
  /** Stopped by the person, with work left. */
  stopped = $state(false);
  problem = $state.raw<Problem | undefined>(undefined);
  /** Called with each track that was measured. */
  onMeasured: (trackId: string) => void = () => {};

  readonly #analyser: Client<AnalyserApi>;
  readonly #library: Library;
  #control = new AbortController();
  #again = false;

  constructor(analyser: Client<AnalyserApi>, library: Library) {
    this.#analyser = analyser;
    this.#library = library;
  }

  /** Measures what is not measured yet; asked while at work, it looks again when it is through. */
  async start(): Promise<void> {
    this.#again = this.progress !== undefined;
    if (this.#again) return;
    this.#control = new AbortController();
    const { signal } = this.#control;
    this.stopped = false;
    this.problem = undefined;
    this.progress = { done: 0, of: 0 };
    try {
      do {
        this.#again = false;
        await this.#measure(signal);
      } while (this.#again);
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error);
    } finally {
      this.progress = undefined;
    }
  }

  /** Ends the work after the track under way; `start`, or a reload, goes on where it stopped. */
  stop(): void {
    this.stopped = this.progress !== undefined;
    this.dispose();
  }

  dispose(): void {
    this.#again = false;
    this.#control.abort(new DOMException("Stopped by the person.", "AbortError"));
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { scores, files } = await readUnmeasured(this.#library);
    this.progress = { done: 0, of: files.length };
    if (scores.length > 0) await this.#analyser.measureScores({ pieces: scores }, { signal });
    for (const [done, file] of files.entries()) {
      this.progress = { done, of: files.length };
      signal.throwIfAborted();
      const channels = await this.#decoded(file);
      if (channels === undefined) continue;
      signal.throwIfAborted();
      const transfer = channels.map((channel) => channel.buffer);
      await this.#analyser.measureSound({ trackId: file.trackId, channels }, { signal, transfer });
      this.onMeasured(file.trackId);
    }
  }

  /**
   * The sound of a track; nothing where it may be had another time (its folder is locked), no
   * channels where it can never be measured.
   */
  async #decoded({ trackId, audioId }: { trackId: string; audioId: string }) {
    const row = await readAudioFile(this.#library, audioId);
    const track = await readTrack(this.#library, trackId);
    const { durationMs } = track ?? {};
    const long =
      durationMs === undefined ? (row?.bytes ?? 0) > largestBytes : durationMs > longestMs;
    if (long) return [];
    try {
      const { decodeSound } = await import("../audio/decode");
      return await decodeSound(await openHeld(row, false), ANALYSIS_RATE_HZ);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      // A sound that this browser cannot decode stays unmeasured; it may still play elsewhere.
      return [];
    }
  }
}
