import type { MotifNote } from "../motif.svelte";

/** Keys being pressed become notes with times, the first of a motif at 0. */
export class KeyPlayer {
  readonly #clock: () => number;
  readonly #down = new Map<number, number>();
  #startSec: number | undefined;

  /** @param clock seconds, from anywhere */
  constructor(clock: () => number = () => performance.now() / 1000) {
    this.#clock = clock;
  }

  press(pitch: number): void {
    const now = this.#clock();
    this.#startSec ??= now;
    if (!this.#down.has(pitch)) this.#down.set(pitch, now - this.#startSec);
  }

  /** @returns the note that ended; undefined when the key was not down */
  release(pitch: number): MotifNote | undefined {
    const startSec = this.#down.get(pitch);
    if (startSec === undefined || this.#startSec === undefined) return undefined;
    this.#down.delete(pitch);
    const durationSec = Math.max(0.05, this.#clock() - this.#startSec - startSec);
    return { pitch, startSec, durationSec, confidence: 1 };
  }

  /** The next key pressed begins another motif. */
  restart(): void {
    this.#down.clear();
    this.#startSec = undefined;
  }
}

/** Keys of a computer's keyboard, in their places, by semitones above the lowest. */
const KEY_CODES: Readonly<Record<string, number>> = {
  KeyA: 0,
  KeyW: 1,
  KeyS: 2,
  KeyE: 3,
  KeyD: 4,
  KeyF: 5,
  KeyT: 6,
  KeyG: 7,
  KeyY: 8,
  KeyH: 9,
  KeyU: 10,
  KeyJ: 11,
  KeyK: 12,
};

/** @returns semitones above the lowest key; undefined for a key that plays nothing */
export function semitoneOf(code: string): number | undefined {
  return KEY_CODES[code];
}
