import type { About } from "../audio/media-session";
import type { PlayerStatus } from "../audio/player";
import { readArt, readAudioFile } from "../library/audio-files";
import { readFeatures } from "../library/features";
import { isPlayable } from "../library/playable";
import type { TrackRow } from "../library/rows";
import type { Library } from "../library/schema";
import { readScore } from "../library/songs";
import type { Score } from "../music/score";
import { everyFrame } from "./clock";
import { openHeld } from "./held-file";
import { levelDb } from "./level";
import { Listener } from "./listener";
import { problemOf, type Problem } from "./problem";
import { current, emptyQueue, hasNext, hasPrevious, move, queueFrom, type Queue } from "./queue";
import type { LoopRange, Sound } from "./sound";

/** What sounds, or is about to. */
export interface NowPlaying {
  /** The id of the track, or of the proposal. */
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  /** What is played from notes; absent for a sound file. */
  readonly score?: Score;
  /** The track in the library; absent for what a model proposes. */
  readonly track?: TrackRow;
}

export type PlayerPhase = "idle" | "loading" | "playing" | "paused" | "failed";

/** Before this many seconds, "previous" goes back a track; after, to the start of this one. */
const restartAfterSec = 3;

/** What is playing and what comes next; a track that sounds leaves a listen in the library. */
export class PlayerState {
  now = $state.raw<NowPlaying | undefined>(undefined);
  phase = $state<PlayerPhase>("idle");
  problem = $state.raw<Problem | undefined>(undefined);
  /** Seconds of the piece at its written tempo, repeats played. */
  positionSec = $state(0);
  lengthSec = $state(0);
  /** 0.5–2 times the written tempo. */
  tempo = $state(1);
  loop = $state.raw<LoopRange | undefined>(undefined);
  queue = $state.raw<Queue<TrackRow>>(emptyQueue);
  /** Measures what is heard; proposals are not tracks and leave nothing. */
  readonly listener: Listener;

  readonly #sound: Sound;
  readonly #library: Library;
  #turn = 0;
  #unwatch: () => void = () => {};

  constructor(sound: Sound, library: Library, profileId: string) {
    this.#sound = sound;
    this.#library = library;
    this.listener = new Listener(library, profileId);
    sound.onEnd = () => void this.#ended();
    sound.onState = ({ status }) => this.#follow(status);
  }

  get playing(): boolean {
    return this.phase === "playing";
  }

  get canNext(): boolean {
    return hasNext(this.queue);
  }

  get canPrevious(): boolean {
    return hasPrevious(this.queue) || this.positionSec > restartAfterSec;
  }

  /** Plays a track, and lets others follow it. */
  async playTrack(track: TrackRow, queue: readonly TrackRow[] = [track]): Promise<void> {
    const playable = queue.filter(isPlayable);
    const at = playable.findIndex((one) => one.id === track.id);
    this.queue = at < 0 ? queueFrom([track]) : queueFrom(playable, at);
    await this.#playCurrent();
  }

  /** Plays a piece that is not in the library. */
  async playPiece(piece: Omit<NowPlaying, "track"> & { readonly score: Score }): Promise<void> {
    this.queue = emptyQueue;
    await this.#start(++this.#turn, piece, () => this.#loadScore(piece, piece.score));
  }

  /** The piece in the player was kept: from now on it is a track, and being heard counts. */
  adopt(id: string, track: TrackRow): void {
    if (this.now?.id !== id) return;
    this.now = { ...this.now, id: track.id, artist: track.artist, track };
    this.queue = queueFrom([track]);
    this.listener.begin(track.id, this.lengthSec);
    this.listener.sounding();
  }

  async toggle(): Promise<void> {
    if (this.phase === "playing") this.#sound.pause();
    else if (this.phase === "paused") await this.#sound.play();
    else if (this.phase === "failed") await this.#again();
  }

  seek(sec: number): void {
    this.#tick();
    this.positionSec = Math.min(this.lengthSec, Math.max(0, sec));
    this.#sound.seek(this.positionSec);
  }

  setTempo(factor: number): void {
    this.#tick();
    this.tempo = Math.min(2, Math.max(0.5, factor));
    this.#sound.setTempo(this.tempo);
  }

  /** @param range nothing to go on to the end */
  setLoop(range: LoopRange | undefined): void {
    this.loop = range;
    this.#sound.setLoop(range);
  }

  /** Repeats the whole piece, or stops repeating. */
  toggleLoop(): void {
    this.setLoop(this.loop ? undefined : { fromSec: 0, toSec: this.lengthSec });
  }

  async next(): Promise<void> {
    if (!hasNext(this.queue)) return;
    this.queue = move(this.queue, 1);
    await this.#playCurrent();
  }

  async previous(): Promise<void> {
    if (this.positionSec > restartAfterSec || !hasPrevious(this.queue)) return this.seek(0);
    this.queue = move(this.queue, -1);
    await this.#playCurrent();
  }

  /** Ends the sound and empties the bar. */
  async stop(): Promise<void> {
    this.#turn++;
    this.#sound.pause();
    await this.#leave(true);
    this.now = undefined;
    this.queue = emptyQueue;
    this.phase = "idle";
  }

  /** Writes the listen under way, before the page may be gone. */
  async flush(): Promise<void> {
    this.#tick();
    await this.listener.keep();
  }

  async #playCurrent(): Promise<void> {
    const turn = ++this.#turn;
    const track = current(this.queue);
    if (track === undefined || !isPlayable(track)) return;
    const { id, title, artist, scoreId, audioId } = track;
    const piece = { id, title, artist, track };
    if (scoreId === undefined) {
      return this.#start(turn, piece, () => this.#loadFile(turn, track, audioId ?? ""));
    }
    const row = await readScore(this.#library, scoreId);
    if (turn !== this.#turn) return;
    if (row === undefined) throw new Error(`The score of "${title}" is no longer here.`);
    const { score } = row;
    await this.#start(turn, { ...piece, score }, () => this.#loadScore(piece, score));
  }

  /** What failed is tried again, as after a folder was allowed. */
  async #again(): Promise<void> {
    const { now } = this;
    if (now?.track) await this.#playCurrent();
    else if (now?.score) await this.playPiece({ ...now, score: now.score });
  }

  #loadScore({ title, artist }: NowPlaying, score: Score): Promise<void> {
    return this.#sound.load(score, { title, artist });
  }

  /** The file of a track, with its picture for the lock screen, as loud as the others. */
  async #loadFile(turn: number, track: TrackRow, audioId: string): Promise<void> {
    const file = await openHeld(await readAudioFile(this.#library, audioId));
    const art = track.artId === undefined ? undefined : await readArt(this.#library, track.artId);
    const features = await readFeatures(this.#library, track.id);
    if (turn !== this.#turn) return;
    const { title, artist, album } = track;
    const about: About = {
      title,
      artist,
      ...(album !== undefined && { album }),
      ...(art && { picture: new Blob([new Uint8Array(art.bytes)], { type: art.type }) }),
    };
    await this.#sound.loadFile(file, about, levelDb(features?.values["loudness"]));
  }

  async #start(turn: number, piece: NowPlaying, load: () => Promise<void>): Promise<void> {
    const { track } = piece;
    await this.#leave(true);
    this.now = piece;
    this.positionSec = 0;
    this.loop = undefined;
    this.problem = undefined;
    this.phase = "loading";
    this.#sound.onNext = this.canNext ? () => void this.next() : undefined;
    this.#sound.onPrevious = () => void this.previous();
    try {
      await load();
      if (turn !== this.#turn) return;
      this.#sound.setTempo(this.tempo);
      this.lengthSec = this.#sound.lengthSec;
      if (track) this.listener.begin(track.id, this.lengthSec);
      await this.#sound.play();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = problemOf(error);
      // Loaded but refused to sound (no press yet): it waits for one.
      this.phase = this.#sound.lengthSec > 0 ? "paused" : "failed";
      throw error;
    }
  }

  /** The sound tells what it does, also when the lock screen or the system made it. */
  #follow(status: PlayerStatus): void {
    if (this.phase === "playing" && status !== "playing") {
      this.#tick();
      this.#unwatch();
      void this.listener.keep();
    }
    if (status === "playing") {
      this.phase = "playing";
      this.listener.sounding();
      this.#unwatch();
      this.#unwatch = everyFrame(() => this.#tick());
    } else if (status === "paused" || status === "ended") {
      this.phase = "paused";
    } else if (status === "loading" || status === "failed") {
      this.phase = status;
    }
  }

  async #ended(): Promise<void> {
    await this.listener.leave(false);
    if (hasNext(this.queue)) return this.next();
    this.#turn++;
    // Played again from the bar, it is another listen.
    if (this.now?.track) this.listener.begin(this.now.track.id, this.lengthSec);
  }

  /** The piece under way is over: what was heard of it is recorded. */
  async #leave(early: boolean): Promise<void> {
    this.#tick();
    this.#unwatch();
    if (this.phase === "playing") this.phase = "paused";
    await this.listener.leave(early);
  }

  #tick(): void {
    if (this.phase !== "playing") return;
    this.listener.tick(this.tempo);
    this.positionSec = this.#sound.positionSec;
  }
}
