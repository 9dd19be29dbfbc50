/** A recording as one channel, −1 to 1. */
export interface Recording {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly rateHz: number;
}

/** Longest recording, in ms; a motif is a line, not a song. */
const LONGEST_MS = 30_000;
/** Root mean square that fills the meter: a voice near the microphone. */
const FULL_LEVEL = 0.25;

/**
 * The microphone for as long as one recording takes. Voices are taken as they are: what browsers do
 * to make speech clear (echo and noise removal, levelling) bends pitches.
 */
export class Microphone {
  readonly #stream: MediaStream;
  readonly #context: AudioContext;
  readonly #meter: AnalyserNode;
  readonly #recorder: MediaRecorder;
  readonly #pieces: Blob[] = [];
  readonly #window: Float32Array<ArrayBuffer>;
  readonly #ended: Promise<void>;
  readonly #limit: ReturnType<typeof setTimeout>;

  /**
   * Asks for the microphone and begins to record; to be called from a press.
   * @throws DOMException NotAllowedError when the person or the system refuses, NotFoundError when
   *         there is none
   */
  static async open(): Promise<Microphone> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    return new Microphone(stream);
  }

  private constructor(stream: MediaStream) {
    this.#stream = stream;
    this.#context = new AudioContext();
    this.#meter = this.#context.createAnalyser();
    this.#meter.fftSize = 1024;
    this.#window = new Float32Array(this.#meter.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#meter);
    this.#recorder = new MediaRecorder(stream);
    this.#recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
    this.#ended = new Promise((resolve) => {
      this.#recorder.onstop = () => resolve();
    });
    this.#recorder.start();
    this.#limit = setTimeout(() => this.#halt(), LONGEST_MS);
  }

  /** Loudness now, 0–1. */
  level(): number {
    this.#meter.getFloatTimeDomainData(this.#window);
    let square = 0;
    for (const sample of this.#window) square += sample * sample;
    return Math.min(1, Math.sqrt(square / this.#window.length) / FULL_LEVEL);
  }

  /** Ends the recording and lets the microphone go. */
  async stop(): Promise<Recording> {
    this.#halt();
    await this.#ended;
    try {
      const bytes = await new Blob(this.#pieces).arrayBuffer();
      const sound = await this.#context.decodeAudioData(bytes);
      return { samples: sound.getChannelData(0), rateHz: sound.sampleRate };
    } finally {
      await this.#context.close();
    }
  }

  /** Lets the microphone go; what was recorded is dropped. */
  cancel(): void {
    this.#halt();
    void this.#context.close();
  }

  #halt(): void {
    clearTimeout(this.#limit);
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    for (const track of this.#stream.getTracks()) track.stop();
  }
}
