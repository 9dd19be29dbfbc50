import type { Checkpoint } from "../nn/checkpoint";
import { DeviceError, type Device } from "../nn/device";
import { DEVICES, fastest, measureDevices, type DeviceSpeed } from "../nn/measure";
import { openStepDevice } from "../nn/step-device";
import type { Key, Meter, Score } from "../music/score";
import { composeMelodies, type Energy, type Melody } from "./melody/compose";
import { readForms, type Form } from "./melody/forms";
import { MelodyNetwork, melodyWeights, type MelodyWeights } from "./melody/network";
import { ranked } from "./melody/rank";
import { MelodyState } from "./melody/state";

/** Written for each candidate that is asked for; the best are shown. */
const WRITTEN_EACH = 2;
const MOST_WRITTEN = 16;

/** What to write; see the composer's contract for ranges. */
export interface SessionRequest {
  readonly type?: string;
  readonly key?: Partial<Key>;
  readonly meter?: Meter;
  readonly bars?: number;
  readonly energy?: Energy;
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly count: number;
}

export interface SessionCandidate {
  readonly score: Score;
  readonly seed: number;
  readonly bitsPerNote: number;
  readonly model: string;
  readonly device: Device;
}

/** What the surroundings give: the model's files, and where the choice of device is kept. */
export interface SessionOptions {
  readonly loadCheckpoint: () => Promise<Checkpoint>;
  readonly wasmUrl?: string;
  /** The device chosen or measured before, if any. */
  readonly recalled: () => Promise<Device | undefined>;
  readonly remember: (fastest: Device) => Promise<void>;
}

interface Loaded {
  readonly name: string;
  readonly forms: readonly Form[];
  readonly weights: MelodyWeights;
}

/**
 * The composer of a worker: loads the model once, runs it on the chosen or fastest device, and
 * goes on with the next device when one fails.
 */
export class ComposerSession {
  readonly #options: SessionOptions;
  #loading: Promise<Loaded> | undefined;
  #network: { readonly device: Device; readonly network: MelodyNetwork } | undefined;
  #device: Device | undefined;
  readonly #failed = new Set<Device>();
  /** Calls run one after the other: a network holds the state of one batch. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Candidates, best first. @throws RangeError when a number is out of its range */
  compose(
    request: SessionRequest,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<readonly SessionCandidate[]> {
    checkRequest(request);
    return this.#inTurn(async () => {
      const { name, forms } = await this.#load();
      const written = await this.#onSomeDevice(async (network, device) => {
        signal?.throwIfAborted();
        const { temperature, topP, ...wishes } = request;
        const count = Math.min(MOST_WRITTEN, request.count * WRITTEN_EACH);
        const options = { temperature, topP, signal, onProgress };
        const melodies = await composeMelodies(network, forms, { ...wishes, count }, options);
        return melodies.map((melody) => ({ ...melody, device }));
      });
      return best(written, request.count).map(({ score, seed, bitsPerNote, device }) => {
        return { score, seed, bitsPerNote, model: name, device };
      });
    });
  }

  /** Measures every device with the loaded model. */
  devices(): Promise<{ readonly active: Device; readonly reports: readonly DeviceSpeed[] }> {
    return this.#inTurn(async () => {
      const reports = await this.#measure();
      return { active: await this.#activeDevice(), reports };
    });
  }

  /** Runs on this device from now on. */
  choose(device: Device): Promise<void> {
    return this.#inTurn(async () => {
      this.#failed.delete(device);
      this.#device = device;
    });
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
        weights: melodyWeights(checkpoint),
      }))
      .catch((error: unknown) => {
        this.#loading = undefined; // a later call may find it
        throw error;
      });
    return this.#loading;
  }

  async #activeDevice(): Promise<Device> {
    this.#device ??= await this.#options.recalled();
    if (this.#device === undefined || this.#failed.has(this.#device)) await this.#measure();
    return this.#device ?? "wasm";
  }

  async #measure(): Promise<readonly DeviceSpeed[]> {
    const { weights, forms } = await this.#load();
    const [form] = forms;
    const reports = await measureDevices(
      (device) => {
        const network = new MelodyNetwork(device, weights, 1);
        const state = new MelodyState(form as Form, {});
        return { step: () => network.step([state]), dispose: () => network.dispose() };
      },
      { ...this.#wasm(), devices: DEVICES.filter((device) => !this.#failed.has(device)) },
    );
    const first = fastest(reports);
    if (this.#device === undefined || this.#failed.has(this.#device)) {
      this.#device = first;
      await this.#options.remember(first);
    }
    const gone = [...this.#failed].map((device) => ({ device, available: false, stepsPerSec: 0 }));
    return [...reports, ...gone];
  }

  /** Runs the work on the active device and, should that fail, on the next best. */
  async #onSomeDevice<T>(work: (network: MelodyNetwork, device: Device) => Promise<T>): Promise<T> {
    for (;;) {
      const device = await this.#activeDevice();
      try {
        return await work(await this.#networkOn(device), device);
      } catch (error) {
        if (!(error instanceof DeviceError) || this.#failed.size === DEVICES.length - 1)
          throw error;
        this.#failed.add(device);
        this.#network = undefined; // what it held is gone with its device
      }
    }
  }

  async #networkOn(device: Device): Promise<MelodyNetwork> {
    if (this.#network?.device === device) return this.#network.network;
    const { weights } = await this.#load();
    const opened = await openStepDevice(device, this.#wasm());
    this.#network?.network.dispose();
    const network = new MelodyNetwork(opened, weights, 1);
    this.#network = { device, network };
    return network;
  }

  #wasm(): { readonly wasmUrl?: string } {
    const { wasmUrl } = this.#options;
    return wasmUrl === undefined ? {} : { wasmUrl };
  }
}

function best<T extends Melody>(written: readonly T[], count: number): readonly T[] {
  return ranked(written)
    .slice(0, count)
    .map((place) => written[place] as T);
}

function checkRequest({ temperature, topP, count, bars }: SessionRequest): void {
  const inside = (name: string, value: number, low: number, high: number) => {
    if (value >= low && value <= high) return;
    throw new RangeError(`${name} is ${value}; it goes from ${low} to ${high}`);
  };
  inside("temperature", temperature, 0.1, 2);
  inside("topP", topP, 0, 1);
  inside("count", count, 1, MOST_WRITTEN);
  if (bars !== undefined) inside("bars", bars, 4, 64);
}
