/** Seconds a tone takes to come and to go, so that it does not click. */
const ATTACK_SEC = 0.008;
const RELEASE_SEC = 0.12;
const LEVEL = 0.22;

/** Tones that answer keys at once, while the rendered instruments take their time. */
export class KeyTones {
  #context: AudioContext | undefined;
  readonly #sounding = new Map<
    number,
    { readonly gain: GainNode; readonly tone: OscillatorNode }
  >();

  /** To be called from a press, which browsers ask for before a page may sound. */
  start(pitch: number): void {
    this.stop(pitch);
    const context = (this.#context ??= new AudioContext());
    void context.resume();
    const gain = context.createGain();
    const tone = context.createOscillator();
    tone.type = "triangle";
    tone.frequency.value = 440 * 2 ** ((pitch - 69) / 12);
    gain.gain.setValueAtTime(0, context.currentTime);
    gain.gain.linearRampToValueAtTime(LEVEL, context.currentTime + ATTACK_SEC);
    tone.connect(gain).connect(context.destination);
    tone.start();
    this.#sounding.set(pitch, { gain, tone });
  }

  stop(pitch: number): void {
    const sound = this.#sounding.get(pitch);
    const context = this.#context;
    if (sound === undefined || context === undefined) return;
    this.#sounding.delete(pitch);
    const { gain, tone } = sound;
    gain.gain.cancelScheduledValues(context.currentTime);
    gain.gain.setTargetAtTime(0, context.currentTime, RELEASE_SEC / 4);
    tone.stop(context.currentTime + RELEASE_SEC);
  }

  dispose(): void {
    void this.#context?.close();
    this.#context = undefined;
    this.#sounding.clear();
  }
}
