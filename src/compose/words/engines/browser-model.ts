/**
 * The browser's own language model, as far as lines need it.
 *
 * @see https://webmachinelearning.github.io/prompt-api/
 */
export interface BrowserLanguageModel {
  availability(options?: BrowserModelOptions): Promise<BrowserAvailability>;
  create(options?: BrowserCreateOptions): Promise<BrowserSession>;
}

export type BrowserAvailability = "unavailable" | "downloadable" | "downloading" | "available";

export interface BrowserModelOptions {
  readonly expectedInputs?: readonly {
    readonly type: "text";
    readonly languages: readonly string[];
  }[];
  readonly expectedOutputs?: readonly {
    readonly type: "text";
    readonly languages: readonly string[];
  }[];
}

interface BrowserCreateOptions extends BrowserModelOptions {
  readonly initialPrompts?: readonly { readonly role: "system"; readonly content: string }[];
  readonly signal?: AbortSignal;
  /** Is given the target that tells how far a download has come. */
  readonly monitor?: (target: EventTarget) => void;
}

export interface BrowserSession {
  promptStreaming(text: string, options?: BrowserPromptOptions): ReadableStream<string>;
  /** The same session before anything was asked of it. */
  clone(options?: { readonly signal?: AbortSignal }): Promise<BrowserSession>;
  destroy(): void;
}

interface BrowserPromptOptions {
  readonly responseConstraint?: object;
  readonly signal?: AbortSignal;
}
