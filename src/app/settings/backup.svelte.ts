import { backupFileName, exportBackup } from "../../library/backup";
import {
  previewBackup,
  restoreBackup,
  type BackupPreview,
  type RestoreMode,
} from "../../library/restore";
import type { Library } from "../../library/schema";
import { readSetting, writeSetting } from "../../library/settings";
import type { WorkOptions } from "../../library/work";
import { saveFile } from "../files";
import { problemOf, type Problem } from "../problem";

export type BackupStage =
  | { readonly kind: "idle" }
  | { readonly kind: "saving" | "reading" | "restoring"; readonly share: number | undefined }
  | { readonly kind: "preview"; readonly file: File; readonly preview: BackupPreview }
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
    try {
      this.lastMs = await readSetting(this.#library, "lastBackupMs");
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** @returns true when the file was handed to the browser */
  save(): Promise<boolean> {
    return this.#run("saving", async (options) => {
      const nowMs = Date.now();
      const file = await exportBackup(this.#library, options, nowMs);
      saveFile(backupFileName(nowMs), file, file.type);
      this.lastMs = nowMs;
      this.stage = { kind: "idle" };
      await writeSetting(this.#library, "lastBackupMs", nowMs);
    });
  }

  /** Reads a file to the end and shows what is in it. */
  open(file: File): Promise<boolean> {
    return this.#run("reading", async (options) => {
      const preview = await previewBackup(this.#library, file, options);
      this.stage = { kind: "preview", file, preview };
    });
  }

  /** Writes what the preview shows: all of it or nothing. */
  restore(mode: RestoreMode): Promise<boolean> {
    const { stage } = this;
    if (stage.kind !== "preview") return Promise.resolve(false);
    return this.#run("restoring", async (options) => {
      await restoreBackup(this.#library, stage.file, mode, options);
      this.stage = { kind: "restored" };
    });
  }

  /** Ends what is under way and closes the preview. */
  stop(): void {
    this.#stop.abort(new DOMException("The person stopped it.", "AbortError"));
    this.stage = { kind: "idle" };
    this.problem = undefined;
  }

  async #run(
    kind: "saving" | "reading" | "restoring",
    work: (options: WorkOptions) => Promise<void>,
  ): Promise<boolean> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.problem = undefined;
    this.stage = { kind, share: undefined };
    try {
      await work({
        signal,
        onProgress: (share) => {
          if (!signal.aborted) this.stage = { kind, share };
        },
      });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.problem = problemOf(error);
      this.stage = { kind: "idle" };
      return false;
    }
  }
}
