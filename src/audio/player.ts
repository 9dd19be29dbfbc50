import type { Score } from "../music/score";
import type { Engine, PianoSource } from "./engine";
import { announce, showPlayback, withdraw, type About } from "./media-session";
import { Output } from "./output";
import { playableBlob } from "./playable-blob";

export type PlayerStatus =
  "empty" | "loading" | "paused" | "playing" | "ended" | "failed" | "disposed";

export interface PlayerState {
  readonly status: PlayerStatus;
  /** Absent until a score is loaded; "synth" says that the recordings could not be had. */
  readonly piano?: PianoSource;
}

/** A stretch that repeats, in seconds of the piece at its written tempo. */
export interface LoopRange {
  readonly fromSec: number;
  readonly toSec: number;
}

/** A sound ready to be opened, and the length of what is played of it. */
interface Opened {
  readonly sound: Blob;
  /** Absent where the sound itself tells. */
  readonly lengthSec?: number;
  readonly introSec?: number;
  readonly piano?: PianoSource;
}

/** How often the end of a loop is looked for, in ms; a loop's seam is this exact. */
const LOOP_WATCH_MS = 15;
const TEMPO = { min: 0.25, max: 4 };

/**
 * Plays one thing at a time by an `<audio>` element, so that phones show their controls and go on
 * in the background (docs/decisions/0003-playback.md): a score, rendered to a WAV blob, or a sound
 * file. Positions are seconds of the piece at its own tempo, repeats played; an intro lies before
 * them, as 0.
 */
export class Player {
  /** Called when a piece has sounded to its end; not when it loops. */
  onEnd: () => void = () => {};
  /** Called after every change of state, also one made from the lock screen or by the system. */
  onState: (state: PlayerState) => void = () => {};
  /** Set to take "next" and "previous" from headsets and lock screens. */
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;

  private engine: Promise<Engine> | undefined;
  private readonly output = new Output();
  private readonly life = new AbortController();
  private loading = new AbortController();
  private current: PlayerState = { status: "empty" };
  private musicSec = 0;
  private introSec = 0;
  private tempo = 1;
  private range: LoopRange | undefined;
  private loopTimer: ReturnType<typeof setInterval> | undefined;

  /** @param engine  turns scores into sound; one of its own is loaded at the first, if left out */
  constructor(engine?: Engine) {
    this.engine = engine && Promise.resolve(engine);
    const { signal } = this.life;
    this.element.addEventListener("play", () => this.playing(), { signal });
    this.element.addEventListener("pause", () => this.paused(), { signal });
    this.element.addEventListener("ended", () => this.ended(), { signal });
    for (const press of ["click", "keydown"]) {
      const once = { signal, capture: true, once: true };
      document.addEventListener(press, () => this.output.unlock(), once);
    }
  }

  get state(): PlayerState {
    return this.current;
  }

  get positionSec(): number {
    return Math.min(this.musicSec, Math.max(0, this.element.currentTime - this.introSec));
  }

  get lengthSec(): number {
    return this.musicSec;
  }

  /** Readies the instruments ahead of the first piece; may be called when the page is idle. */
  async prepare(): Promise<void> {
    await (await this.opened()).prepare();
  }

  /**
   * Makes a score ready, at its beginning; what sounded before stops.
   * @throws an AbortError when another load, or dispose, comes first
   */
  async load(score: Score, about: About = { title: score.title }): Promise<void> {
    await this.begin(about, 0, async (signal) => {
      const { wav, lengthSec, introSec, piano } = await (await this.opened()).render(score, signal);
      return { sound: wav, lengthSec: lengthSec - introSec, introSec, piano };
    });
  }

  /**
   * Makes a sound file ready, at its beginning; what sounded before stops.
   *
   * @param levelDb  made quieter by this much where it is negative; never louder
   * @throws an AbortError when another load, or dispose, comes first; an error when the browser
   *         cannot play the file
   */
  async loadFile(file: Blob, about: About, levelDb = 0): Promise<void> {
    await this.begin(about, levelDb, async () => ({ sound: await playableBlob(file) }));
  }

  /** What was loaded stays; what could not be is tried again by the next piece. */
  private opened(): Promise<Engine> {
    this.engine ??= import("./engine").then(
      ({ Engine: Own }) => new Own(),
      (error: unknown) => {
        this.engine = undefined;
        throw error;
      },
    );
    return this.engine;
  }

  private async begin(
    about: About,
    levelDb: number,
    make: (signal: AbortSignal) => Promise<Opened>,
  ): Promise<void> {
    this.release();
    this.loading = new AbortController();
    const { signal } = this.loading;
    this.set({ status: "loading" });
    try {
      const { sound, lengthSec, introSec = 0, piano } = await make(signal);
      signal.throwIfAborted();
      await this.output.open(sound, signal);
      const { duration } = this.element;
      this.musicSec = lengthSec ?? (Number.isFinite(duration) ? duration : 0);
      this.introSec = introSec;
      this.output.attenuate(levelDb);
      this.applyTempo();
      announce(about, this.controls());
      this.set({ status: "paused", ...(piano && { piano }) });
    } catch (error) {
      if (!signal.aborted) this.set({ status: "failed" });
      throw error;
    }
  }

  /** @throws what the browser gives when it does not let the page sound (NotAllowedError) */
  async play(): Promise<void> {
    if (!this.ready) return;
    if (this.current.status === "ended") this.goTo(this.range?.fromSec);
    await this.element.play();
  }

  pause(): void {
    if (this.ready) this.element.pause();
  }

  seek(sec: number): void {
    if (!this.ready) return;
    this.goTo(sec > 0 ? Math.min(this.musicSec, sec) : undefined);
    if (this.current.status === "ended") this.set({ ...this.current, status: "paused" });
    this.show();
  }

  /** @param factor  of the written tempo, 0.25–4; pitch stays */
  setTempo(factor: number): void {
    this.tempo = Math.min(TEMPO.max, Math.max(TEMPO.min, factor));
    this.applyTempo();
    this.show();
  }

  /** @param range  the stretch to repeat; nothing to go on to the end */
  setLoop(range: LoopRange | undefined): void {
    this.range = range !== undefined && range.toSec > range.fromSec ? range : undefined;
    this.watchLoop();
  }

  /** Stops for good and gives back the element, the blob and the media keys. */
  dispose(): void {
    this.release();
    this.life.abort();
    withdraw();
    this.set({ status: "disposed" });
  }

  private get element(): HTMLAudioElement {
    return this.output.element;
  }

  private get ready(): boolean {
    return ["paused", "playing", "ended"].includes(this.current.status);
  }

  private playing(): void {
    if (!this.ready) return;
    this.set({ ...this.current, status: "playing" });
    this.watchLoop();
  }

  private paused(): void {
    if (this.current.status === "playing" && !this.element.ended) {
      this.set({ ...this.current, status: "paused" });
    }
    this.watchLoop();
  }

  private ended(): void {
    if (!this.ready) return;
    if (this.range !== undefined) {
      this.goTo(this.range.fromSec);
      void this.element.play().catch(() => this.paused());
      return;
    }
    this.set({ ...this.current, status: "ended" });
    this.watchLoop();
    this.onEnd();
  }

  private watchLoop(): void {
    clearInterval(this.loopTimer);
    if (this.range === undefined || this.current.status !== "playing") return;
    this.loopTimer = setInterval(() => {
      const { range } = this;
      if (range !== undefined && this.element.currentTime - this.introSec >= range.toSec) {
        this.goTo(range.fromSec);
      }
    }, LOOP_WATCH_MS);
  }

  /** @param sec  of the piece; nothing for its very beginning, intro included */
  private goTo(sec: number | undefined): void {
    this.element.currentTime = sec === undefined ? 0 : sec + this.introSec;
  }

  private applyTempo(): void {
    this.element.defaultPlaybackRate = this.tempo;
    this.element.playbackRate = this.tempo;
  }

  /** Ends the load or the piece under way and gives its memory back. */
  private release(): void {
    this.loading.abort();
    clearInterval(this.loopTimer);
    this.range = undefined;
    this.musicSec = 0;
    this.current = { status: "empty" };
    this.output.release();
  }

  private controls(): Parameters<typeof announce>[1] {
    return {
      play: () => void this.play().catch(() => this.paused()),
      pause: () => this.pause(),
      seek: (sec) => this.seek(sec),
      positionSec: () => this.positionSec,
      next: this.onNext,
      previous: this.onPrevious,
    };
  }

  private set(state: PlayerState): void {
    this.current = state;
    this.show();
    this.onState(state);
  }

  private show(): void {
    const { status } = this.current;
    if (status === "disposed") return;
    showPlayback(status === "playing" ? "playing" : this.ready ? "paused" : "none", {
      positionSec: this.positionSec,
      lengthSec: this.musicSec,
      rate: this.tempo,
    });
  }
}
