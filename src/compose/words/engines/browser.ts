import { lineFaults } from "../checks";
import type { LyricEngine, ProposeOptions } from "../engine";
import type { Judge } from "../judge";
import { bestCandidates, scoreLine } from "../rank";
import type { LineCandidate, LineRequest } from "../request";
import { themeOf } from "../theme";
import type {
  BrowserAvailability,
  BrowserLanguageModel,
  BrowserModelOptions,
  BrowserSession,
} from "./browser-model";
import { LINES_SCHEMA, instruction, linesIn, question } from "./browser-prompt";

const ENGLISH: BrowserModelOptions = {
  expectedInputs: [{ type: "text", languages: ["en"] }],
  expectedOutputs: [{ type: "text", languages: ["en"] }],
};
/** Questions before fewer candidates than asked for are the answer. */
const QUESTIONS = 3;

/** Whether the browser has a model of its own for English, or could download one. */
export async function browserAvailability(
  models: BrowserLanguageModel | undefined,
): Promise<BrowserAvailability> {
  if (models === undefined) return "unavailable";
  return models.availability(ENGLISH).catch(() => "unavailable" as const);
}

/**
 * The browser's own model as an engine: it is asked for many lines, of which those that pass the
 * checks of form are kept. Runs where the browser offers it, on the page.
 */
export class BrowserEngine implements LyricEngine {
  readonly name = "browser";
  readonly #judge: Judge;
  readonly #models: BrowserLanguageModel;
  #session: BrowserSession | undefined;

  private constructor(models: BrowserLanguageModel, judge: Judge, session: BrowserSession) {
    this.#models = models;
    this.#judge = judge;
    this.#session = session;
  }

  /**
   * Opens the model, which the browser first downloads where it has to: only after the person
   * agreed to it.
   *
   * @param onProgress  share of the download, 0–1
   * @throws DOMException of the browser when there is none, or the signal's reason
   */
  static async open(
    models: BrowserLanguageModel,
    judge: Judge,
    onProgress?: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<BrowserEngine> {
    const session = await models.create({
      ...ENGLISH,
      initialPrompts: [{ role: "system", content: instruction }],
      ...(signal === undefined ? {} : { signal }),
      monitor: (target) =>
        target.addEventListener("downloadprogress", (event) =>
          onProgress?.((event as ProgressEvent).loaded),
        ),
    });
    return new BrowserEngine(models, judge, session);
  }

  async propose(
    request: LineRequest,
    { signal, onCandidate }: ProposeOptions = {},
  ): Promise<readonly LineCandidate[]> {
    const theme = themeOf(request.theme ?? [], request.mood, this.#judge.corpus);
    const found: LineCandidate[] = [];
    for (let asked = 0; asked < QUESTIONS; asked++) {
      for await (const text of this.#lines(request, signal)) {
        if (lineFaults(this.#judge, request, text).length > 0) continue;
        if (found.some((one) => one.text === text)) continue;
        const scores = scoreLine(this.#judge, request, theme, text, 0);
        const { seed } = request;
        const candidate = { text, engine: this.name, seed, logProb: 0, scores };
        found.push(candidate);
        onCandidate?.(candidate);
      }
      if (bestCandidates(found, request.count).length >= request.count) break;
    }
    return bestCandidates(found, request.count);
  }

  /** It does not tell the odds of words. */
  async score(): Promise<undefined> {
    return undefined;
  }

  /** Ends the session: the browser may free the model. */
  close(): void {
    this.#session?.destroy();
    this.#session = undefined;
  }

  /**
   * Lines as they come in. Each question goes to a copy of the session, so that none fills up what
   * the next may hold; a session that the browser has ended is opened again, once.
   */
  async *#lines(request: LineRequest, signal?: AbortSignal): AsyncGenerator<string> {
    const passed = signal === undefined ? {} : { signal };
    const copy = await this.#copy(passed);
    try {
      const answer = copy.promptStreaming(question(request), {
        responseConstraint: LINES_SCHEMA,
        ...passed,
      });
      let text = "";
      let told = 0;
      const reader = answer.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        text += part.value;
        const lines = linesIn(text);
        yield* lines.slice(told);
        told = lines.length;
      }
    } finally {
      copy.destroy();
    }
  }

  async #copy(passed: { signal?: AbortSignal }): Promise<BrowserSession> {
    try {
      if (this.#session !== undefined) return await this.#session.clone(passed);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
    }
    this.#session = await this.#models.create({
      ...ENGLISH,
      initialPrompts: [{ role: "system", content: instruction }],
      ...passed,
    });
    return this.#session.clone(passed);
  }
}
