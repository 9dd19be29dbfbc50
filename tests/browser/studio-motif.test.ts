import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Recorder } from "../../src/app/motif.svelte";
import { hear } from "../../src/compose/motif/hear";
import type { AnalyserApi } from "../../src/rpc/contracts/analyser";
import { router } from "../../src/app/router.svelte";
import { studioOf } from "../../src/app/studio/open";
import { language } from "../../src/i18n/language.svelte";
import type { ComposeRequest } from "../../src/rpc/contracts/composer";
import Studio from "../../src/ui/studio/Studio.svelte";
import { button, SilentSound, stage, tune, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
const rateHz = 16_000;
let here: Stage;
let requests: ComposeRequest[];

const composer = {
  compose: (request: ComposeRequest) => {
    requests.push(request);
    return Promise.resolve(
      Array.from({ length: request.count }, (_, i) => ({
        score: tune(`Tune ${i + 1}`),
        seed: request.seed + i,
        bitsPerNote: 1.5,
        model: "melody@2",
        device: "wasm",
      })),
    );
  },
};

const analyser = {
  hear: (...[{ samples, rateHz }]: Parameters<AnalyserApi["hear"]>) =>
    Promise.resolve(hear(samples, rateHz)),
};

/** Tones with a little silence between them, as someone would hum them. */
function hummed(pitches: readonly number[], sec = 0.5): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(rateHz * sec * pitches.length);
  pitches.forEach((pitch, n) => {
    const hz = 440 * 2 ** ((pitch - 69) / 12);
    for (let i = 0; i < rateHz * sec * 0.85; i++) {
      const fade = Math.min(1, i / 400, (rateHz * sec * 0.85 - i) / 400);
      const phase = (2 * Math.PI * hz * i) / rateHz;
      const wave = Math.sin(phase) + 0.4 * Math.sin(2 * phase);
      samples[n * rateHz * sec + i] = 0.3 * fade * wave;
    }
  });
  return samples;
}

function recorder(samples: Float32Array<ArrayBuffer>): Recorder & { cancelled: boolean } {
  return {
    cancelled: false,
    level: () => 0.5,
    stop: () => Promise.resolve({ samples, rateHz }),
    cancel() {
      this.cancelled = true;
    },
  };
}

const motif = () => studioOf(here.app).motif;
const pitches = () => motif().notes.map(({ pitch }) => pitch);
const noteButtons = () => [...here.target.querySelectorAll<HTMLElement>("[data-note]")];

async function choose(way: string): Promise<void> {
  const label = [...here.target.querySelectorAll("label")].find(
    (one) => one.textContent.trim() === way,
  );
  label?.querySelector("input")?.click();
  await vi.waitFor(() => expect(label?.querySelector("input")?.checked).toBe(true), slowly);
}

function press(target: Element | undefined, type: string, init: KeyboardEventInit): void {
  target?.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, ...init }));
}

async function hum(notes: readonly number[]): Promise<void> {
  await choose("Hum it");
  await motif().listen(() => Promise.resolve(recorder(hummed(notes))));
  await vi.waitFor(() => button("Done"), slowly);
  button("Done").click();
  await vi.waitFor(() => expect(noteButtons()).toHaveLength(notes.length), slowly);
}

beforeEach(async () => {
  requests = [];
  document.documentElement.dataset["motion"] = "less";
  router.start();
  here = await stage("motif-test", Studio, {
    composer: composer as never,
    analyser: analyser as never,
    sound: new SilentSound(),
  });
  router.path = "/studio/motif";
  await vi.waitFor(() => button("Grow a tune"), slowly);
});

afterEach(async () => {
  await here.close();
  router.go("/", { replace: true });
  router.dispose();
});

test("typed, it is drawn at once, and a tune grows from it", async () => {
  const field = here.target.querySelector("textarea");
  if (field === null) throw new Error("no field");
  expect(button("Grow a tune").disabled).toBe(true);
  field.value = "G A B d";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(button("Grow a tune").disabled).toBe(false), slowly);
  expect(here.target.querySelector("svg path[d^='M']")).not.toBeNull();
  button("Grow a tune").click();
  await vi.waitFor(() => expect(requests).toHaveLength(1), slowly);
  const sent = requests[0]?.motif?.parts[0]?.notes.map(({ pitch }) => pitch);
  expect(sent).toEqual([67, 69, 71, 74]);
  await vi.waitFor(
    () => expect(here.target.textContent).toContain("Begins with your motif"),
    slowly,
  );
  button("Without the motif").click();
  await vi.waitFor(() => expect(studioOf(here.app).form.motif).toBeUndefined(), slowly);
});

test("what is no note is named", async () => {
  const field = here.target.querySelector("textarea");
  if (field === null) throw new Error("no field");
  field.value = "hello";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(field.ariaInvalid).toBe("true"), slowly);
  expect(button("Grow a tune").disabled).toBe(true);
});

test("played on the keys of the screen and of a computer, it becomes notes", async () => {
  await choose("Play it");
  const key = button("E4");
  press(key, "keydown", { key: " " });
  await new Promise((resolve) => setTimeout(resolve, 60));
  press(key, "keyup", { key: " " });
  press(document.body, "keydown", { code: "KeyG", key: "g" });
  await new Promise((resolve) => setTimeout(resolve, 60));
  press(document.body, "keyup", { code: "KeyG", key: "g" });
  await vi.waitFor(() => expect(pitches()).toEqual([64, 67]), slowly);
  await vi.waitFor(() => expect(button("Grow a tune").disabled).toBe(false), slowly);
  button("Start over").click();
  await vi.waitFor(() => expect(pitches()).toEqual([]), slowly);
});

test("hummed, its notes are found, corrected by keys and buttons, and removed", async () => {
  await hum([60, 64, 67, 72]);
  expect(pitches()).toEqual([60, 64, 67, 72]);
  noteButtons()[1]?.click();
  press(noteButtons()[1], "keydown", { key: "ArrowDown" });
  await vi.waitFor(() => expect(pitches()).toEqual([60, 63, 67, 72]), slowly);
  expect(motif().notes[1]?.confidence).toBe(1);
  button("Higher").click();
  await vi.waitFor(() => expect(pitches()).toEqual([60, 64, 67, 72]), slowly);
  press(noteButtons()[1], "keydown", { key: "Delete" });
  await vi.waitFor(() => expect(pitches()).toEqual([60, 67, 72]), slowly);
  expect(motif().score?.parts[0]?.notes.map(({ pitch }) => pitch)).toEqual([60, 67, 72]);
});

test("a note that was hardly heard is faint and says so", async () => {
  await hum([60, 64]);
  motif().notes = motif().notes.map((note, i) => (i === 0 ? { ...note, confidence: 0.3 } : note));
  await vi.waitFor(() => expect(noteButtons()[0]?.ariaLabel).toContain("unsure, 30%"), slowly);
  expect(noteButtons()[0]?.classList.contains("unsure")).toBe(true);
});

test("silence, a refusal and a fault each say what to do, and leaving lets the microphone go", async () => {
  await choose("Hum it");
  expect(here.target.textContent).toContain("no longer");
  await motif().listen(() => Promise.resolve(recorder(new Float32Array(rateHz))));
  await motif().finish();
  await vi.waitFor(() => expect(here.target.textContent).toContain("No clear note"), slowly);
  await motif().listen(() => Promise.reject(new DOMException("No.", "NotAllowedError")));
  await vi.waitFor(
    () => expect(here.target.textContent).toContain("may not use the microphone"),
    slowly,
  );
  await motif().listen(() => Promise.reject(new Error("broken")));
  await vi.waitFor(() => expect(here.target.textContent).toContain("did not work out"), slowly);
  const open = recorder(new Float32Array(rateHz));
  await motif().listen(() => Promise.resolve(open));
  await vi.waitFor(() => expect(here.target.querySelector("[role=meter]")).not.toBeNull(), slowly);
  router.go("/studio");
  await vi.waitFor(() => expect(open.cancelled).toBe(true), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await hum([60, 64, 67]);
  motif().chosen = 0;
  await language.choose(locale);
  const found = await axe.run(here.target);
  const said = found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  motif().choose("played");
  await vi.waitFor(() => expect(here.target.querySelector(".keys")).not.toBeNull(), slowly);
  const keys = await axe.run(here.target);
  expect([...said, ...keys.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)]).toEqual(
    [],
  );
  await language.choose("en");
});
