import type { DroppedFile } from "../formats/import/files";
import { readSetting, writeSetting } from "../library/settings";
import type { Library } from "../library/schema";
import type { Client } from "../rpc/connect";
import type { ImporterApi, ImportPreview, ImportSummary } from "../rpc/contracts/importer";
import { problemOf, type Problem } from "./problem";

/** Where an import stands. Nothing is written before `writing`; `done` can be undone. */
export type ImportStage =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" | "writing"; readonly share: number }
  | { readonly kind: "preview"; readonly preview: ImportPreview }
  | { readonly kind: "done"; readonly summary: ImportSummary; readonly preview: ImportPreview }
  | { readonly kind: "failed"; readonly problem: Problem };

/** One import at a time, from files to a summary, cancelled at any moment before it is done. */
export class Importing {
  stage = $state.raw<ImportStage>({ kind: "idle" });
  /** What a community is to be called; editable in the preview. */
  name = $state("");

  readonly #importer: Client<ImporterApi>;
  readonly #library: Library;
  readonly #profileId: string;
  #cancel = new AbortController();

  constructor(importer: Client<ImporterApi>, library: Library, profileId: string) {
    this.#importer = importer;
    this.#library = library;
    this.#profileId = profileId;
  }

  get busy(): boolean {
    return this.stage.kind === "reading" || this.stage.kind === "writing";
  }

  async read(files: readonly DroppedFile[]): Promise<void> {
    if (files.length === 0 || this.busy) return;
    this.discard();
    await this.#step("reading", async (options) => {
      const preview = await this.#importer.preview(
        { files: [...files], profileId: this.#profileId },
        options,
      );
      this.name = preview.suggestedName;
      this.stage = { kind: "preview", preview };
    });
  }

  /** Writes what the preview shows. @returns the summary, or nothing when it did not come to that */
  async commit(): Promise<ImportSummary | undefined> {
    if (this.stage.kind !== "preview") return undefined;
    const { preview } = this.stage;
    const name = this.name.trim() || preview.suggestedName;
    return this.#step("writing", async (options) => {
      const summary = await this.#importer.commit({ previewId: preview.previewId, name }, options);
      this.stage = { kind: "done", summary, preview };
      return summary;
    });
  }

  cancel(): void {
    this.#cancel.abort(new DOMException("Cancelled by the person.", "AbortError"));
  }

  /** Closes the summary or throws a preview away. */
  discard(): void {
    const { stage } = this;
    this.stage = { kind: "idle" };
    if (stage.kind !== "preview") return;
    // A preview the worker has lost already needs no throwing away.
    void this.#importer.discard({ previewId: stage.preview.previewId }).catch(() => undefined);
  }

  /**
   * Asks the browser once, at the first import, not to throw the data away when space is short.
   *
   * @returns what it said, or nothing where it was asked before or cannot be asked
   */
  async askToPersist(): Promise<boolean | undefined> {
    if (!("storage" in navigator) || !("persist" in navigator.storage)) return undefined;
    if ((await readSetting(this.#library, "persistence")) !== "not-asked") return undefined;
    const granted = await navigator.storage.persist();
    await writeSetting(this.#library, "persistence", granted ? "granted" : "refused");
    return granted;
  }

  async #step<T>(
    kind: "reading" | "writing",
    work: (options: {
      signal: AbortSignal;
      onProgress: (progress: { share: number }) => void;
    }) => Promise<T>,
  ): Promise<T | undefined> {
    const before = this.stage;
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    this.stage = { kind, share: 0 };
    try {
      return await work({
        signal,
        onProgress: ({ share }) => (this.stage = { kind, share: Math.min(1, Math.max(0, share)) }),
      });
    } catch (error) {
      const problem = problemOf(error);
      const cancelled = signal.aborted || problem.kind === "cancelled";
      this.stage = cancelled
        ? kind === "writing"
          ? before
          : { kind: "idle" }
        : { kind: "failed", problem };
      return undefined;
    }
  }
}
