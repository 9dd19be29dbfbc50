import { vi } from "vitest";
import type { ComposerModels } from "../../../src/library/composer/models";
import { DeviceError } from "../../../src/nn/device";
import { KernelRecurrent } from "../../../src/nn/kernel/recurrent";
import { Recurrent } from "../../../src/nn/recurrent";

/** Where something outside the composer's own arithmetic is asked for. */
export type Kind = "part" | "step" | "storage" | "settings";

export type FaultName =
  "lost once" | "lost for good" | "not a number" | "stopped" | "not to be had" | "no storage";

/** A fault at the n-th stage of a kind, counted from 1. */
export interface Fault {
  readonly name: FaultName;
  readonly kind: Kind;
  readonly nth: number;
}

type Step = (input: Float32Array) => Promise<Record<string, Float32Array>>;

const READS = ["get", "getAll", "openCursor", "count"] as const;
const WRITES = ["add", "put", "delete"] as const;

/**
 * Watches every stage that work passes: models asked for, steps of a network on a device, reads
 * and writes of the database. One of them can be made to fail.
 */
export class Stages {
  readonly passed: Record<Kind, number> = { part: 0, step: 0, storage: 0, settings: 0 };
  /** Aborted by the fault "stopped". */
  readonly stop = new AbortController();
  /** The model that the fault "not to be had" kept away. */
  refused: keyof ComposerModels | undefined;
  readonly #undo: (() => void)[] = [];
  #fault: Fault | undefined;

  /** Counts from here on. @param fault  what is to fail */
  begin(fault?: Fault): void {
    this.#fault = fault;
    Object.assign(this.passed, { part: 0, step: 0, storage: 0, settings: 0 });
    this.#watchSteps(KernelRecurrent.prototype, "wasm");
    this.#watchSteps(Recurrent.prototype, "cpu");
    for (const name of [...READS, ...WRITES]) this.#watchStorage(IDBObjectStore.prototype, name);
    for (const name of READS) this.#watchStorage(IDBIndex.prototype, name);
  }

  /** Nothing fails, and nothing is counted, any more. */
  end(): void {
    this.#fault = undefined;
    this.#undo.splice(0).forEach((undo) => undo());
  }

  /** A model's way of being had, watched. */
  part<T>(name: keyof ComposerModels, open: () => Promise<T>): () => Promise<T> {
    return async () => {
      if (!this.#reached("part")) return open();
      this.refused = name;
      throw new Error("The model could not be fetched.");
    };
  }

  #watchSteps(prototype: { step: Step }, device: "wasm" | "cpu"): void {
    const original = prototype.step;
    const due = () => (this.#reached("step") ? this.#fault?.name : undefined);
    const { stop } = this;
    const spy = vi.spyOn(prototype, "step");
    spy.mockImplementation(async function (this: unknown, input) {
      const name = due();
      if (name === "stopped") stop.abort(new Error("Stopped by the person."));
      if (name?.startsWith("lost")) throw new DeviceError(device, "lost", "taken away");
      const out = await original.call(this, input);
      if (name === "not a number") for (const values of Object.values(out)) values.fill(NaN);
      return out;
    });
    this.#undo.push(() => spy.mockRestore());
  }

  #watchStorage(prototype: object, name: string): void {
    const methods = prototype as Record<string, (...args: unknown[]) => unknown>;
    const original = methods[name] as (...args: unknown[]) => unknown;
    const due = (kind: Kind) => this.#reached(kind);
    methods[name] = function (this: { readonly name: string }, ...args) {
      // The chosen device is read from the settings; all else that is stored is the person's music.
      const kind = this.name === "settings" ? "settings" : "storage";
      if (due(kind)) throw new DOMException("No room.", "QuotaExceededError");
      return original.apply(this, args);
    };
    this.#undo.push(() => (methods[name] = original));
  }

  /** Counts a stage. @returns whether it is the one, or one of those, to fail */
  #reached(kind: Kind): boolean {
    const count = ++this.passed[kind];
    if (this.#fault?.kind !== kind) return false;
    const { name, nth } = this.#fault;
    return name === "lost for good" ? count >= nth : count === nth;
  }
}
