import type { Library } from "../../library/schema";
import { readSetting, writeSetting } from "../../library/settings";
import type { Client } from "../../rpc/connect";
import type { Progress } from "../../rpc/messages";
import type { ComposerApi, PracticeReport, StyleReport } from "../../rpc/contracts/composer";
import { saveFile } from "../files";
import { Asking } from "./asking.svelte";
import { extended, type Curve } from "./curves";

/** The person's own style: what it was trained on, what that led to, and the way back. */
export class OwnStyle {
  /** Undefined while it is looked for, or when none is trained. */
  report = $state.raw<StyleReport | undefined>(undefined);
  practice = $state.raw<PracticeReport | undefined>(undefined);
  curves = $state.raw<readonly Curve[]>([]);
  /** Whether what is written leans to it. */
  on = $state(true);
  /** What is under way. */
  doing = $state<"training" | "practice">("training");
  readonly asking = new Asking();

  readonly #composer: Client<ComposerApi>;
  readonly #library: Library;
  readonly #profileId: string;

  constructor(composer: Client<ComposerApi>, library: Library, profileId: string) {
    this.#composer = composer;
    this.#library = library;
    this.#profileId = profileId;
  }

  async load(): Promise<void> {
    this.on = await readSetting(this.#library, "ownStyle");
    this.report = await this.#composer.style(this.#profileId);
  }

  async choose(on: boolean): Promise<void> {
    this.on = on;
    await writeSetting(this.#library, "ownStyle", on);
  }

  /** Trains on what was kept and liked. */
  async train(): Promise<void> {
    this.#begin("training");
    const report = await this.asking.ask(
      (options) => this.#composer.learnStyle({ profileId: this.#profileId }, options),
      (progress) => this.#draw(progress),
    );
    if (report) this.report = report;
  }

  /** @param rounds of the critic and the writer, in turn */
  async practise(rounds: number): Promise<void> {
    this.#begin("practice");
    const report = await this.asking.ask(
      (options) => this.#composer.practise({ profileId: this.#profileId, rounds }, options),
      (progress) => this.#draw(progress),
    );
    if (report === undefined) return;
    this.practice = report;
    this.report = (await this.#composer.style(this.#profileId)) ?? this.report;
  }

  /** Back to what was there before the last training or practice. */
  async undo(): Promise<void> {
    this.report = await this.#composer.undoStyle(this.#profileId);
    this.practice = undefined;
    this.curves = [];
  }

  /** The comparison has been heard; what was practised stays, if anything was kept. */
  closePractice(): void {
    this.practice = undefined;
  }

  /** @returns the name of the file */
  async export(): Promise<string> {
    const bytes = await this.#composer.exportStyle(this.#profileId);
    return saveFile("my-style.bin", new Uint8Array(bytes), "application/octet-stream");
  }

  #begin(doing: "training" | "practice"): void {
    if (this.asking.busy) return;
    this.doing = doing;
    this.curves = [];
    this.practice = undefined;
  }

  #draw({ figures }: Progress): void {
    if (figures) this.curves = extended(this.curves, figures);
  }
}
