import { writeWav } from "../formats/wav/write";

/** The `<audio>` element and the blob it plays, which is given back when another takes its place. */
export class Output {
  readonly element = new Audio();
  private url: string | undefined;

  constructor() {
    this.element.preservesPitch = true;
  }

  /** Loads a sound and waits until its length is known. @throws when it cannot be played, or the signal's reason */
  async open(sound: Blob, signal: AbortSignal): Promise<void> {
    this.release();
    const url = (this.url = URL.createObjectURL(sound));
    await new Promise<void>((resolve, reject) => {
      const once = { once: true, signal };
      const failed = (): void => reject(new Error("The sound cannot be played."));
      this.element.addEventListener("loadedmetadata", () => resolve(), once);
      this.element.addEventListener("error", failed, once);
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      this.element.src = url;
    });
  }

  /** @param decibel  below what is in the sound; an element cannot make it louder */
  attenuate(decibel: number): void {
    this.element.volume = 10 ** (Math.min(0, decibel) / 20);
  }

  release(): void {
    this.element.pause();
    if (this.url === undefined) return;
    URL.revokeObjectURL(this.url);
    this.url = undefined;
    this.element.removeAttribute("src");
    this.element.load();
  }

  /**
   * Plays a moment of silence: phones let an element sound from script once it has played inside
   * of a press, and a piece is not rendered yet when it is asked for.
   */
  unlock(): void {
    if (this.url !== undefined) return;
    const silence = writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(80)] });
    const url = URL.createObjectURL(new Blob([silence], { type: "audio/wav" }));
    const done = (): void => URL.revokeObjectURL(url);
    this.element.src = url;
    this.element.play().then(done, done);
  }
}
