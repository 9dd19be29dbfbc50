import { DeviceError, type Device } from "../nn/device";
import { DEVICES, fastest, measureDevices, type DeviceSpeed } from "../nn/measure";
import { openStepDevice, type StepDevice } from "../nn/step-device";
import type { Given } from "./melody/given";
import { MelodyNetwork, type MelodyWeights } from "./melody/network";
import { MelodyState } from "./melody/state";

/** Where the choice of device is kept. */
export interface DeviceMemory {
  readonly wasmUrl?: string;
  /** The device chosen or measured before, if any. */
  readonly recalled: () => Promise<Device | undefined>;
  readonly remember: (fastest: Device) => Promise<void>;
}

const MEASURED: Given = { key: { tonic: "D", mode: "major" }, meter: { beats: 4, unit: 4 } };

/** Runs work on the chosen or fastest device, and on the next when one fails. */
export class DeviceRunner {
  readonly #memory: DeviceMemory;
  #open:
    | { readonly device: Device; readonly weights: MelodyWeights; readonly network: MelodyNetwork }
    | undefined;
  #device: Device | undefined;
  readonly #failed = new Set<Device>();

  constructor(memory: DeviceMemory) {
    this.#memory = memory;
  }

  /** Writes with the network of these weights. See `on`. */
  run<T>(
    weights: MelodyWeights,
    work: (network: MelodyNetwork, device: Device) => Promise<T>,
  ): Promise<T> {
    return this.#onSome(weights, async (device) => {
      return work(await this.#networkOn(device, weights), device);
    });
  }

  /** The work may run more than once: it must change nothing before it is done. */
  on<T>(weights: MelodyWeights, work: (device: StepDevice) => Promise<T>): Promise<T> {
    return this.#onSome(weights, async (device) => {
      return work(await openStepDevice(device, this.#wasm()));
    });
  }

  async #onSome<T>(weights: MelodyWeights, work: (device: Device) => Promise<T>): Promise<T> {
    for (;;) {
      const device = await this.active(weights);
      try {
        return await work(device);
      } catch (error) {
        if (!(error instanceof DeviceError)) throw error;
        this.#failed.add(device);
        this.#open = undefined; // what it held is gone with its device
        const [next] = (await this.measure(weights)).filter(({ available }) => available);
        if (next) continue;
        this.#failed.clear(); // none is left: a later call may find them well
        throw error;
      }
    }
  }

  async active(weights: MelodyWeights): Promise<Device> {
    this.#device ??= await this.#memory.recalled();
    if (this.#device === undefined || this.#failed.has(this.#device)) await this.measure(weights);
    return this.#device ?? "wasm";
  }

  choose(device: Device): void {
    this.#failed.delete(device);
    this.#device = device;
  }

  async measure(weights: MelodyWeights): Promise<readonly DeviceSpeed[]> {
    const reports = await measureDevices(
      (device) => {
        const network = new MelodyNetwork(device, weights, 1);
        const state = new MelodyState(MEASURED, {});
        return { step: () => network.step([state]), dispose: () => network.dispose() };
      },
      { ...this.#wasm(), devices: DEVICES.filter((device) => !this.#failed.has(device)) },
    );
    const first = fastest(reports);
    if (this.#device === undefined || this.#failed.has(this.#device)) {
      this.#device = first;
      if (reports.some(({ available }) => available)) await this.#memory.remember(first);
    }
    const gone = [...this.#failed].map((device) => ({ device, available: false, stepsPerSec: 0 }));
    return [...reports, ...gone];
  }

  async #networkOn(device: Device, weights: MelodyWeights): Promise<MelodyNetwork> {
    if (this.#open?.device === device && this.#open.weights === weights) return this.#open.network;
    const opened = await openStepDevice(device, this.#wasm());
    this.#open?.network.dispose();
    const network = new MelodyNetwork(opened, weights, 1);
    this.#open = { device, weights, network };
    return network;
  }

  #wasm(): { readonly wasmUrl?: string } {
    const { wasmUrl } = this.#memory;
    return wasmUrl === undefined ? {} : { wasmUrl };
  }
}
