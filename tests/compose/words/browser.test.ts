import { expect, test } from "vitest";
import { BrowserEngine, browserAvailability } from "../../../src/compose/words/engines/browser";
import type {
  BrowserLanguageModel,
  BrowserSession,
} from "../../../src/compose/words/engines/browser-model";
import { linesIn, question } from "../../../src/compose/words/engines/browser-prompt";
import type { Judge } from "../../../src/compose/words/judge";
import { presented } from "../../../src/compose/words/presented";
import type { LineRequest } from "../../../src/compose/words/request";
import { lexicon } from "./said";

const judge: Judge = { lexicon, passages: [], corpus: new Map() };
const request: LineRequest = {
  before: ["Remember all my night,"],
  form: { syllables: 6 },
  rhymes: ["night"],
  count: 2,
  seed: 1,
};

/** A session that answers in parts, and refuses once it was ended. */
class Session implements BrowserSession {
  ended = false;
  constructor(
    readonly models: Models,
    readonly base = true,
  ) {}

  promptStreaming(text: string, { signal }: { signal?: AbortSignal } = {}): ReadableStream<string> {
    this.models.asked.push(text);
    const parts = this.models.answers.shift() ?? ['{"lines":[]}'];
    return new ReadableStream({
      pull: (controller) => {
        if (signal?.aborted) return controller.error(signal.reason);
        const part = parts.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
    });
  }

  async clone(): Promise<BrowserSession> {
    if (this.ended) throw new DOMException("The session is ended.", "InvalidStateError");
    return new Session(this.models, false);
  }

  destroy(): void {
    this.ended = true;
  }
}

class Models implements BrowserLanguageModel {
  readonly asked: string[] = [];
  readonly sessions: Session[] = [];
  constructor(readonly answers: string[][]) {}

  async availability() {
    return "downloadable" as const;
  }

  async create(options: Parameters<BrowserLanguageModel["create"]>[0] = {}) {
    const target = new EventTarget();
    options.monitor?.(target);
    target.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded: 0.5 }));
    const session = new Session(this);
    this.sessions.push(session);
    return session;
  }
}

test("tells whether there is a model, and of none or a fault that there is none", async () => {
  expect(await browserAvailability(undefined)).toBe("unavailable");
  expect(await browserAvailability(new Models([]))).toBe("downloadable");
  const faulty = {
    availability: () => Promise.reject(new Error("no")),
    create: () => Promise.reject(new Error("no")),
  };
  expect(await browserAvailability(faulty)).toBe("unavailable");
});

test("keeps of many lines those that have the form, and asks again for more", async () => {
  const models = new Models([
    ['{"lines":["All of my home is li', 'ght","Too long a line to be so bright"', "]}"],
    ['{"lines":["My rain is all so bright"]}'],
  ]);
  const shares: number[] = [];
  const engine = await BrowserEngine.open(models, judge, (share) => shares.push(share));
  const streamed: string[] = [];
  const found = await engine.propose(request, { onCandidate: ({ text }) => streamed.push(text) });
  expect(shares).toEqual([0.5]);
  expect(streamed).toEqual(["All of my home is light", "My rain is all so bright"]);
  expect(found.map(({ engine: by }) => by)).toEqual(["browser", "browser"]);
  expect(models.asked).toHaveLength(2);
  expect(await engine.score()).toBeUndefined();
});

test("opens a session again that the browser has ended", async () => {
  const models = new Models([['{"lines":["All of my home is light"]}'], [], []]);
  const engine = await BrowserEngine.open(models, judge);
  models.sessions[0]?.destroy();
  const [line] = await engine.propose({ ...request, count: 1 });
  expect(line?.text).toBe("All of my home is light");
  expect(models.sessions).toHaveLength(2);
});

test("an aborted question ends with the signal's reason", async () => {
  const stop = new AbortController();
  const engine = await BrowserEngine.open(new Models([["{", "}"]]), judge);
  stop.abort(new Error("enough"));
  await expect(engine.propose(request, { signal: stop.signal })).rejects.toThrow("enough");
});

test("the question names all that was asked", () => {
  const asked = question({ ...request, theme: ["rain"], mood: "hopeful", begins: "All of" });
  for (const part of ["6 syllables", "rhymes with night", "about rain", "hopeful", "All of"]) {
    expect(asked).toContain(part);
  }
});

test.each([
  ["", []],
  ['{"lines":["one","tw', ["one"]],
  ['{"lines":["say \\"one\\""," two "]}', ['say "one"', "two"]],
])("of the answer %j come the lines %j", (answer, lines) => {
  expect(linesIn(answer)).toEqual(lines);
});

test.each([
  ["i know. you and i", "I know. You and I"],
  ["on sunday, in may", "On Sunday, in may"],
])("%j is printed %j", (line, printed) => {
  expect(presented(line)).toBe(printed);
});
