import type { ChordSymbol, Key, Meter, Score } from "../music/score";
import type { Checkpoint } from "../nn/checkpoint";
import type { Device } from "../nn/device";
import type { DeviceSpeed } from "../nn/measure";
import type { StepDevice } from "../nn/step-device";
import type { Change } from "./change/asked";
import { changeMelody } from "./change/change";
import type { Judgement } from "./critic/critic";
import { DeviceRunner, type DeviceMemory } from "./device-runner";
import { composeMelodies, type ComposeOptions, type Energy } from "./melody/compose";
import type { Melody } from "./melody/melody";
import { readForms, type Form } from "./melody/forms";
import { likenessOf, type ControlCuts } from "./melody/like";
import { melodyWeights, type MelodyNetwork, type MelodyWeights } from "./melody/network";
import { ranked } from "./melody/rank";
import type { Originality } from "./originality/originality";
import { openParts, type ComposerParts, type OpenParts } from "./parts";
import { StyleCache } from "./personal/cache";
import { readable } from "./personal/session";

/** Written for each candidate that is asked for; the best are shown. */
const WRITTEN_EACH = 2;
const MOST_WRITTEN = 24;
const MOST_CANDIDATES = 16;

interface Drawing {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly count: number;
  readonly profileId?: string;
}

/** What to write; see the composer's contract for ranges and meaning. */
export interface SessionRequest extends Drawing {
  readonly type?: string;
  readonly key?: Partial<Key>;
  readonly meter?: Meter;
  readonly bars?: number;
  readonly energy?: Energy;
  readonly form?: string;
  readonly motif?: Score;
  readonly chords?: readonly string[];
  readonly like?: readonly Score[];
}

export interface SessionChange extends Drawing {
  readonly score: Score;
  readonly change: Change;
  readonly locked?: readonly number[];
}

export interface SessionCandidate {
  readonly score: Score;
  readonly seed: number;
  readonly bitsPerNote: number;
  readonly model: string;
  readonly device: Device;
  readonly judgement?: Judgement;
  readonly originality?: Originality;
}

/** What the surroundings give: the model's files, where the choice of device is kept, and parts. */
export interface SessionOptions extends DeviceMemory, ComposerParts {
  readonly loadCheckpoint: () => Promise<Checkpoint>;
}

/** The melody model as it is used. */
export interface Loaded {
  readonly name: string;
  readonly forms: readonly Form[];
  readonly cuts: ControlCuts;
  readonly weights: MelodyWeights;
}

type Write = (
  network: MelodyNetwork,
  loaded: Loaded,
  options: ComposeOptions,
) => Promise<readonly Melody[]>;

/**
 * The composer of a worker: loads the model once, runs it on the chosen or fastest device, and
 * goes on with the next device when one fails. A call that fails or is stopped changes nothing.
 */
export class ComposerSession {
  readonly #options: SessionOptions;
  readonly #devices: DeviceRunner;
  #loading: Promise<Loaded> | undefined;
  /** Calls run one after the other: a network holds the state of one batch. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#devices = new DeviceRunner(options);
  }

  /** Candidates, best first. @throws RangeError when a number is out of its range */
  compose(
    request: SessionRequest,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<readonly SessionCandidate[]> {
    checkDrawing(request);
    if (request.bars !== undefined) inside("bars", request.bars, 4, 64);
    const { like = [], count, ...wishes } = request;
    const written = Math.max(count, Math.min(MOST_WRITTEN, count * WRITTEN_EACH));
    return this.#write(request, { signal, onProgress }, async (network, loaded, options) => {
      const likeness = like.length > 0 && { like: likenessOf(like, loaded.cuts, loaded.forms) };
      const cache = like.length > 0 ? new StyleCache(readable(like)) : options.cache;
      const asked = { ...wishes, ...likeness, count: written };
      const melodies = await composeMelodies(network, loaded.forms, asked, { ...options, cache });
      return ranked(melodies, options.tastes).map((place) => melodies[place] as Melody);
    });
  }

  /** The tune with the change made, best first; the tune that is given stays as it is. */
  change(
    request: SessionChange,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<readonly SessionCandidate[]> {
    checkDrawing(request);
    const { score, change, locked = [], seed, count } = request;
    const asked = { score, change, locked, seed, count };
    return this.#write(request, { signal, onProgress }, (network, { forms }, options) =>
      changeMelody(network, forms, asked, options),
    );
  }

  /**
   * Other work with the model, on a device and in turn with the rest. It may run more than once,
   * on another device each time: it must change nothing before it is done.
   */
  onDevice<T>(work: (device: StepDevice, model: Loaded) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const loaded = await this.#load();
      return this.#devices.on(loaded.weights, (device) => work(device, loaded));
    });
  }

  /** The melody model, loaded. */
  model(): Promise<Loaded> {
    return this.#load();
  }

  /** Measures every device with the loaded model. */
  devices(): Promise<{ readonly active: Device; readonly reports: readonly DeviceSpeed[] }> {
    return this.#inTurn(async () => {
      const { weights } = await this.#load();
      const reports = await this.#devices.measure(weights);
      return { active: await this.#devices.active(weights), reports };
    });
  }

  /** Runs on this device from now on. */
  choose(device: Device): Promise<void> {
    return this.#inTurn(async () => this.#devices.choose(device));
  }

  #write(
    { temperature, topP, count, profileId }: Drawing,
    told: Pick<ComposeOptions, "signal" | "onProgress">,
    write: Write,
  ): Promise<readonly SessionCandidate[]> {
    return this.#inTurn(async () => {
      const loaded = await this.#load();
      const parts = await openParts(this.#options, profileId);
      const { style, tastes } = parts;
      const options = { temperature, topP, cache: style.cache, tastes, ...told };
      const run = async (network: MelodyNetwork, device: Device) => {
        told.signal?.throwIfAborted();
        return { melodies: await write(network, loaded, options), device };
      };
      const { melodies, device } = await this.#devices.run(style.weights ?? loaded.weights, run);
      told.signal?.throwIfAborted();
      const best = melodies.slice(0, count);
      return Promise.all(best.map((one) => this.#candidate(one, parts, device, loaded.name)));
    });
  }

  async #candidate(
    melody: Melody,
    { judge, known }: OpenParts,
    device: Device,
    model: string,
  ): Promise<SessionCandidate> {
    const { score, seed, bitsPerNote } = melody;
    const chords = await this.#chords(score, seed);
    return {
      score: chords ? { ...score, chords } : score,
      seed,
      bitsPerNote,
      model,
      device,
      ...(judge && { judgement: judge(melody) }),
      ...(known && { originality: known.examine(score) }),
    };
  }

  /** Chords for a tune that has none; it stays without where there is no harmony to be had. */
  async #chords(score: Score, seed: number): Promise<readonly ChordSymbol[] | undefined> {
    if (score.chords.length > 0) return undefined;
    return this.#options.harmonise?.(score, seed).catch(() => undefined);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #load(): Promise<Loaded> {
    this.#loading ??= this.#options
      .loadCheckpoint()
      .then((checkpoint) => ({
        name: `${checkpoint.name}@${checkpoint.version}`,
        forms: readForms(checkpoint.architecture["forms"]),
        cuts: checkpoint.architecture["controlCuts"] as ControlCuts,
        weights: melodyWeights(checkpoint),
      }))
      .catch((error: unknown) => {
        this.#loading = undefined; // a later call may find it
        throw error;
      });
    return this.#loading;
  }
}

function checkDrawing({ temperature, topP, count }: Drawing): void {
  inside("temperature", temperature, 0.1, 2);
  inside("topP", topP, 0, 1);
  inside("count", count, 1, MOST_CANDIDATES);
}

function inside(name: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}; it goes from ${low} to ${high}`);
}
