import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../src/app/toasts.svelte";
import { language } from "../../src/i18n/language.svelte";
import { listTasteRules } from "../../src/library/taste-rules";
import type { Portrait, QualityReport } from "../../src/rpc/contracts/recommender";
import Insights from "../../src/ui/insights/Insights.svelte";
import { button, stage, type Stage } from "../app/harness";
import { StandIn } from "../app/stand-in";

const slowly = { timeout: 20_000 };
const measured = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });

const full: Portrait = {
  plays: 640,
  topArtists: [
    { itemId: "artist:ana", name: "Ana", plays: 400 },
    { itemId: "artist:bo", name: "Bo", plays: 100 },
  ],
  topStyles: [{ name: "folk", share: 0.6 }],
  clock: Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => (day === 5 && hour === 21 ? 9 : 1)),
  ),
  breadth: [
    { month: "2026-10", plays: 100, artists: 12, low: 10, high: 14 },
    { month: "2026-11", plays: 90, artists: 5, low: 4, high: 6 },
  ],
  narrowing: { lately: 5.2, usual: 12.4 },
  features: [{ name: "energy", played: 0.42, library: 0.5 }],
};
const nothing: Portrait = {
  plays: 0,
  topArtists: [],
  topStyles: [],
  clock: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
  breadth: [],
  features: [],
};
const report: QualityReport = {
  communities: [
    {
      communityId: "c",
      communityName: "Imagined listeners",
      simulated: false,
      n: 40,
      tooFew: false,
      hitRate: { ours: measured(0.35), popular: measured(0.15) },
      ndcg: { ours: measured(0.2), popular: measured(0.1) },
      gain: measured(0.1),
    },
    {
      communityId: "d",
      communityName: "Other listeners",
      simulated: false,
      n: 3,
      tooFew: true,
    },
  ],
};

let here: Stage;
let portrait: Portrait;
let reports: { resolve: (report: QualityReport) => void; signal: AbortSignal | undefined }[];

async function open(): Promise<void> {
  const recommender = new StandIn().client({
    portrait: () => Promise.resolve(portrait),
    report: (_, options) =>
      new Promise((resolve, reject) => {
        const { signal } = options ?? {};
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
        options?.onProgress?.({ share: 0.25 });
        reports.push({ resolve, signal });
      }),
  });
  here = await stage("insights-test", Insights, { recommender });
}

const text = () => here.target.textContent;

beforeEach(() => {
  portrait = full;
  reports = [];
});

afterEach(async () => {
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("draws what was counted, with the figures behind each drawing", async () => {
  await open();
  await vi.waitFor(() => expect(text()).toContain("Drawn from 640 plays"), slowly);
  for (const words of ["400 plays", "folk", "60%", "Most on Friday around 21:00", "0.42"]) {
    expect(text()).toContain(words);
  }
  const cells = [...here.target.querySelectorAll("td")].map((cell) => cell.textContent);
  expect(cells).toContain("4 to 6");
  const drawings = [...here.target.querySelectorAll("svg[role=img]")];
  expect(drawings).toHaveLength(2);
  expect(drawings.every((one) => (one.getAttribute("aria-label") ?? "").length > 20)).toBe(true);
});

test("a circle that narrows is said kindly, with a way out that turns the dial", async () => {
  await open();
  await vi.waitFor(() => expect(text()).toContain("round about 5 artists"), slowly);
  button("Turn the dial further out").click();
  await vi.waitFor(() => expect(here.app.home.adventure).toBe(0.5), slowly);
});

test("nothing heard: a sentence and the next step, nothing drawn", async () => {
  portrait = nothing;
  await open();
  await vi.waitFor(() => expect(text()).toContain("no play of yours"), slowly);
  expect(here.target.querySelector(".empty a")?.getAttribute("href")).toContain("/library");
  expect(here.target.querySelector("svg[role=img]")).toBeNull();
});

test("few plays are called a sketch", async () => {
  portrait = { ...full, plays: 12 };
  await open();
  await vi.waitFor(() => expect(text()).toContain("a sketch, not a portrait"), slowly);
});

test("the report is asked for, says how far it is, and is honest about what cannot be told", async () => {
  await open();
  await vi.waitFor(() => button("Measure it now"), slowly);
  button("Measure it now").click();
  await vi.waitFor(() => expect(text()).toContain("25%"), slowly);
  reports[0]?.resolve(report);
  await vi.waitFor(() => expect(text()).toContain("chance does not explain it"), slowly);
  expect(text()).toContain("35% (30% to 40%)");
  expect(text()).toContain("Too little to tell: 3 likes of yours are known here");
});

test("the report can be given up", async () => {
  await open();
  await vi.waitFor(() => button("Measure it now"), slowly);
  button("Measure it now").click();
  await vi.waitFor(() => button("Cancel"), slowly);
  button("Cancel").click();
  await vi.waitFor(() => button("Measure it now"), slowly);
  expect(reports[0]?.signal?.aborted).toBe(true);
  expect(here.target.querySelector("[role=alert]")).toBeNull();
});

test("a belief can be left out, and counts again", async () => {
  await open();
  await vi.waitFor(() => button("Leave out: Bo"), slowly);
  button("Leave out: Bo").click();
  await vi.waitFor(() => button("Let it count: Bo"), slowly);
  const rules = () => listTasteRules(here.library, here.app.profile.id);
  expect((await rules()).map((row) => row.rule)).toEqual([
    { kind: "item", itemId: "artist:bo", name: "Bo" },
  ]);
  button("Let it count: Bo").click();
  await vi.waitFor(async () => expect(await rules()).toEqual([]), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await language.choose(locale);
  await open();
  await vi.waitFor(
    () => expect(here.target.querySelector("[data-beliefs]")).not.toBeNull(),
    slowly,
  );
  here.target.querySelector<HTMLElement>("[data-quality] button")?.click();
  await vi.waitFor(() => expect(reports).toHaveLength(1), slowly);
  reports[0]?.resolve(report);
  await vi.waitFor(
    () => expect(here.target.querySelector("[data-quality] article")).not.toBeNull(),
    slowly,
  );
  for (const details of here.target.querySelectorAll("details")) details.open = true;
  const found = await axe.run(here.target, { rules: { region: { enabled: false } } });
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});
