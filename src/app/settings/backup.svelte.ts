import type { Library } from "../../library/schema";
import { readSetting, writeSetting } from "../../library/settings";
import { saveFile } from "../files";
import { problemOf, type Problem } from "../problem";
import {
  backupName,
  countHere,
  openBackup,
  writeBackup,
  type OpenedBackup,
  type TableCounts,
} from "./backup-file";

export type BackupStage =
  | { readonly kind: "idle" }
  | { readonly kind: "saving" | "reading" | "restoring"; readonly share: number | undefined }
  | { readonly kind: "preview"; readonly opened: OpenedBackup; readonly here: TableCounts }
  | { readonly kind: "restored" };

/** One file out, one file in. Nothing changes before the person has seen what a file holds. */
export class Backup {
  stage = $state.raw<BackupStage>({ kind: "idle" });
  /** When the last backup was saved, in epoch ms; 0 for never. */
  lastMs = $state(0);
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;
  #stop = new AbortController();

  constructor(library: Library) {
    this.#library = library;
  }

  async load(): Promise<void> {
    this.lastMs = await readSetting(this.#library, "lastBackupMs");
  }

  /** @returns true when the file was handed to the browser */
  save(): Promise<boolean> {
    return this.#run("saving", async (signal, onShare) => {
      const nowMs = Date.now();
      const file = await writeBackup(this.#library, { signal, onShare });
      saveFile(backupName(nowMs), file, file.type);
      await writeSetting(this.#library, "lastBackupMs", nowMs);
      this.lastMs = nowMs;
      this.stage = { kind: "idle" };
    });
  }

  /** Reads a file to the end and shows what is in it. */
  open(file: File): Promise<boolean> {
    return this.#run("reading", async (signal, onShare) => {
      const opened = await openBackup(file, { signal, onShare });
      this.stage = { kind: "preview", opened, here: await countHere(this.#library) };
    });
  }

  /** Replaces what is here by what the preview shows: all of it or nothing. */
  restore(): Promise<boolean> {
    const { stage } = this;
    if (stage.kind !== "preview") return Promise.resolve(false);
    return this.#run("restoring", async (signal, onShare) => {
      await stage.opened.restore(this.#library, { signal, onShare });
      this.stage = { kind: "restored" };
    });
  }

  /** Ends what is under way and closes the preview. */
  stop(): void {
    this.#stop.abort(new DOMException("The person stopped it.", "AbortError"));
    this.stage = { kind: "idle" };
  }

  async #run(
    kind: "saving" | "reading" | "restoring",
    work: (signal: AbortSignal, onShare: (share: number) => void) => Promise<void>,
  ): Promise<boolean> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.problem = undefined;
    this.stage = { kind, share: undefined };
    try {
      await work(signal, (share) => {
        if (!signal.aborted) this.stage = { kind, share };
      });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind !== "cancelled") this.problem = problem;
      this.stage = { kind: "idle" };
      return false;
    }
  }
}
