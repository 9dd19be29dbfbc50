import type { ItemId } from "../base/item";
import { recordListen } from "../library/listens";
import type { Library } from "../library/schema";
import { hear, heardOf, startListening, type Listening } from "./listening";

/** Measures the play under way and leaves it in the library as a listen. */
export class Listener {
  /** Called when a listen was written. */
  onHeard: (trackId: ItemId) => void = () => {};

  readonly #library: Library;
  readonly #profileId: string;
  #listening: Listening | undefined;
  #tickedMs = 0;

  constructor(library: Library, profileId: string) {
    this.#library = library;
    this.#profileId = profileId;
  }

  /** A play begins; one under way must have been left before. */
  begin(trackId: ItemId, lengthSec: number): void {
    this.#listening = startListening(trackId, Date.now(), lengthSec * 1000);
  }

  /** Sound starts (again): time counts from now. */
  sounding(): void {
    this.#tickedMs = performance.now();
  }

  /** Counts the time since the last tick as sounded. */
  tick(tempo: number): void {
    const nowMs = performance.now();
    if (this.#listening) this.#listening = hear(this.#listening, nowMs - this.#tickedMs, tempo);
    this.#tickedMs = nowMs;
  }

  /** Writes what was heard so far; writing it again later replaces it. */
  async keep(left = false): Promise<void> {
    const heard = this.#listening && heardOf(this.#listening, this.#profileId, left);
    if (heard === undefined) return;
    await recordListen(this.#library, heard);
    this.onHeard(heard.trackId);
  }

  /** @param early the person moved on before the end */
  async leave(early: boolean): Promise<void> {
    const kept = this.keep(early);
    this.#listening = undefined;
    await kept;
  }
}
