import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { router } from "../../src/app/router.svelte";
import { toasts } from "../../src/app/toasts.svelte";
import { studioOf } from "../../src/app/studio/open";
import { language } from "../../src/i18n/language.svelte";
import { readSetting } from "../../src/library/settings";
import type { Progress } from "../../src/rpc/messages";
import type { PracticeReport, StyleReport } from "../../src/rpc/contracts/composer";
import Studio from "../../src/ui/studio/Studio.svelte";
import { button, SilentSound, stage, tune, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
let here: Stage;
let sound: SilentSound;
let trained: StyleReport | undefined;
let hang: boolean;
let kept: boolean;

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

const report = (): StyleReport => ({
  tunes: 6,
  own: { before: 2.1, after: 1.9 },
  books: { before: 1.5, after: 1.52 },
  kept,
  trainedMs: 40_000,
});

const practice: PracticeReport = {
  rounds: 4,
  kept: true,
  critic: { before: 0.9, after: 0.7 },
  reward: { before: 0.2, after: 0.45 },
  compare: [{ before: tune("Before"), after: tune("After") }],
};

const composer = {
  style: () => Promise.resolve(trained),
  learnStyle: (_: unknown, { signal, onProgress }: Options) => {
    for (const loss of [3, 2.5, 2]) onProgress({ share: 0.4, figures: { loss } });
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      if (!hang) resolve((trained = report()));
    });
  },
  practise: (_: unknown, { onProgress }: Options) => {
    onProgress({ share: 0.5, figures: { critic: 0.8, reward: 0.3 } });
    onProgress({ share: 1, figures: { critic: 0.7, reward: 0.45 } });
    return Promise.resolve(practice);
  },
  undoStyle: () => {
    trained = undefined;
    return Promise.resolve(undefined);
  },
  exportStyle: () => Promise.resolve(new Uint8Array([1, 2, 3])),
};

const text = () => here.target.textContent;

async function train(): Promise<void> {
  button("Train on what I kept and liked").click();
  await vi.waitFor(() => expect(text()).toContain("Learned from 6 pieces."), slowly);
}

beforeEach(async () => {
  trained = undefined;
  hang = false;
  kept = true;
  sound = new SilentSound();
  document.documentElement.dataset["motion"] = "less";
  here = await stage("style-test", Studio, { composer: composer as never, sound });
  router.path = "/studio/style";
  await vi.waitFor(() => expect(text()).toContain("No style has been learned yet"), slowly);
});

afterEach(async () => {
  router.path = "/";
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("trained, it says in words and figures what that led to; undone, it is gone", async () => {
  await train();
  expect(text()).toContain("9.5% easier");
  expect(text()).toContain("2.1 → 1.9 bits a note");
  expect(here.target.querySelector("[aria-label='Cost, bits a note: from 3 to 2']")).not.toBeNull();
  button("Undo the last training").click();
  await vi.waitFor(() => expect(text()).toContain("No style has been learned yet"), slowly);
});

test("a training that did not help says that nothing was changed", async () => {
  kept = false;
  await train();
  expect(text()).toContain("nothing was changed");
});

test("training shows how far it is, and can be cancelled", async () => {
  hang = true;
  button("Train on what I kept and liked").click();
  await vi.waitFor(
    () => expect(here.target.querySelector("[aria-valuenow='40']")).not.toBeNull(),
    slowly,
  );
  button("Cancel").click();
  await vi.waitFor(() => expect(studioOf(here.app).ownStyle.asking.busy).toBe(false), slowly);
  expect(text()).toContain("No style has been learned yet");
});

test("it is turned off for good, and saved as a file", async () => {
  await train();
  const toggle = [...here.target.querySelectorAll("label")].find((one) =>
    one.textContent.includes("Write in my style"),
  );
  toggle?.querySelector("input")?.click();
  await vi.waitFor(
    async () => expect(await readSetting(here.library, "ownStyle")).toBe(false),
    slowly,
  );
  button("Save the style as a file").click();
  await vi.waitFor(
    () => expect(toasts.all.some((toast) => toast.text.includes("my-style"))).toBe(true),
    slowly,
  );
});

test("practice draws its curves, and before and after are compared by ear", async () => {
  await train();
  button("Practise on my tunes").click();
  await vi.waitFor(() => expect(text()).toContain("4 rounds done."), slowly);
  expect(text()).toContain("70% of cases; it was 90%");
  expect(here.target.querySelectorAll(".curves figure")).toHaveLength(2);
  button("Play: After, seed 1").click();
  await vi.waitFor(() => expect(here.app.player.playing).toBe(true), slowly);
  expect(sound.told).toContain("load After");
  button("Keep what it learned").click();
  await vi.waitFor(() => expect(text()).not.toContain("Compare by ear"), slowly);
  expect(trained).toBeDefined();
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await train();
  button("Practise on my tunes").click();
  await vi.waitFor(() => expect(text()).toContain("4 rounds done."), slowly);
  await language.choose(locale);
  const found = await axe.run(here.target);
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});
