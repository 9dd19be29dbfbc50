import type { Library } from "../../library/schema";
import { readSetting, writeSetting } from "../../library/settings";
import type { Client } from "../../rpc/connect";
import type { ComposerApi, Device, DeviceReport } from "../../rpc/contracts/composer";
import { problemOf, type Problem } from "../problem";

export type DeviceChoice = Device | "auto";

/** Where the model runs: what was measured on this device, and what the person chose. */
export class Devices {
  /** Fastest first; absent until measured. */
  reports = $state.raw<readonly DeviceReport[] | undefined>();
  active = $state<Device | undefined>();
  choice = $state<DeviceChoice>("auto");
  busy = $state(false);
  problem = $state.raw<Problem | undefined>();

  readonly #composer: Client<ComposerApi>;
  readonly #library: Library;
  #stop: AbortController | undefined;

  constructor(composer: Client<ComposerApi>, library: Library) {
    this.#composer = composer;
    this.#library = library;
  }

  async load(): Promise<void> {
    await this.#guard(async () => {
      this.choice = await readSetting(this.#library, "composeDevice");
    });
  }

  /** Loads the model and runs a few hundred steps of it on every device there is. */
  async measure(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.busy = true;
    await this.#guard(async () => {
      const { active, reports } = await this.#composer.devices(undefined, { signal: stop.signal });
      this.active = active;
      this.reports = [...reports].sort((a, b) => b.stepsPerSec - a.stepsPerSec);
    });
    this.busy = false;
  }

  stop(): void {
    this.#stop?.abort(new DOMException("The person stopped it.", "AbortError"));
  }

  async choose(choice: DeviceChoice): Promise<void> {
    const before = this.choice;
    this.choice = choice;
    const done = await this.#guard(async () => {
      await writeSetting(this.#library, "composeDevice", choice);
      const device = choice === "auto" ? this.#fastest() : choice;
      if (device === undefined) return;
      await this.#composer.chooseDevice(device);
      this.active = device;
    });
    if (!done) this.choice = before;
  }

  #fastest(): Device | undefined {
    return this.reports?.find((report) => report.available)?.device;
  }

  async #guard(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.problem = undefined;
      return true;
    } catch (error) {
      const problem = problemOf(error);
      this.problem = problem.kind === "cancelled" ? undefined : problem;
      return false;
    }
  }
}
