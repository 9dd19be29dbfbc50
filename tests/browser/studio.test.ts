import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "../../src/app/app.svelte";
import { firstForm } from "../../src/app/studio-form";
import { toasts } from "../../src/app/toasts.svelte";
import { studioOf } from "../../src/app/studio/open";
import { language } from "../../src/i18n/language.svelte";
import { listSongs } from "../../src/library/songs";
import type { ComposeRequest } from "../../src/rpc/contracts/composer";
import Studio from "../../src/ui/studio/Studio.svelte";
import { button, SilentSound, stage, tune, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
let here: Stage;
let sound: SilentSound;
let requests: ComposeRequest[];
let hang: boolean;

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { share: number }) => void;
}

const composer = {
  compose: (request: ComposeRequest, { signal, onProgress }: Options) => {
    requests.push(request);
    onProgress({ share: 0.4 });
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      if (hang) return;
      resolve(
        Array.from({ length: request.count }, (_, i) => ({
          score: tune(`Tune ${i + 1}`),
          seed: request.seed + i,
          bitsPerNote: 1.5,
          model: "melody@2",
          device: "wasm",
        })),
      );
    });
  },
};

const cards = () => [...here.target.querySelectorAll<HTMLElement>("[data-proposal]")];
const songs = async () => (await listSongs(here.library, here.app.profile.id)).map((s) => s.title);

async function write(): Promise<void> {
  button("Write").click();
  await vi.waitFor(() => expect(cards()).toHaveLength(firstForm.count), slowly);
}

function card(index: number): HTMLElement {
  const found = cards()[index];
  if (found === undefined) throw new Error(`no proposal ${index}`);
  return found;
}

async function undo(words: string): Promise<void> {
  const said = () => toasts.all.find((toast) => toast.text.includes(words));
  await vi.waitFor(() => expect(said()).toBeDefined(), slowly);
  said()?.action?.run();
}

beforeEach(async () => {
  requests = [];
  hang = false;
  sound = new SilentSound();
  document.documentElement.dataset["motion"] = "less";
  here = await stage("studio-test", Studio, {
    composer: composer as never,
    sound,
    recommender: { foldIn: () => Promise.resolve([]) } as never,
  });
});

afterEach(async () => {
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("wishes reach the model; what is left open does not", async () => {
  studioOf(here.app).change({ type: "jig", bars: 16, seed: 7 });
  await write();
  expect(requests).toEqual([
    {
      type: "jig",
      bars: 16,
      profileId: here.app.profile.id,
      temperature: 0.9,
      topP: 0.97,
      seed: 7,
      count: firstForm.count,
    },
  ]);
  expect(card(0).classList.contains("proposed")).toBe(true);
  expect(card(0).textContent).toContain("D major");
});

test("written again with the same wishes, the dice are thrown anew", async () => {
  studioOf(here.app).change({ seed: 7 });
  await write();
  button("Write again").click();
  await vi.waitFor(() => expect(requests).toHaveLength(2), slowly);
  expect(requests[1]?.seed).toBe(studioOf(here.app).form.seed);
  studioOf(here.app).change({ seed: 7 });
  await vi.waitFor(() => expect(studioOf(here.app).asking.busy).toBe(false), slowly);
  button("Write again").click();
  await vi.waitFor(() => expect(requests).toHaveLength(3), slowly);
  expect(requests[2]?.seed).toBe(7);
});

test("progress names what is done, and cancel stops it", async () => {
  hang = true;
  button("Write").click();
  await vi.waitFor(() => {
    expect(here.target.querySelector("[aria-valuenow='40']")).not.toBeNull();
  }, slowly);
  button("Cancel").click();
  await vi.waitFor(() => button("Write"), slowly);
  expect(cards()).toHaveLength(0);
});

test("a proposal sounds, turns vermilion, and leaves no listen", async () => {
  await write();
  button("Play: Tune 2").click();
  await vi.waitFor(() => expect(here.app.player.playing).toBe(true), slowly);
  expect(sound.told.filter((one) => one !== "loop" && !one.startsWith("tempo"))).toEqual(
    expect.arrayContaining(["load Tune 2", "play"]),
  );
  expect(card(1).classList.contains("now")).toBe(true);
  sound.end();
  await vi.waitFor(() => expect(here.app.player.playing).toBe(false), slowly);
  expect(await here.library.listens.count()).toBe(0);
});

test("kept, it is a song and a track with its authorship, and undo takes it back", async () => {
  await write();
  button("Keep", card(0)).click();
  await vi.waitFor(() => expect(card(0).classList.contains("kept")).toBe(true), slowly);
  expect(await songs()).toEqual(["Tune 1"]);
  const [track] = await here.library.tracks.toArray();
  expect(track).toMatchObject({ title: "Tune 1", source: "studio", durationMs: 8000 });
  const [row] = await here.library.scores.toArray();
  const said = () => here.library.choices.toArray();
  await vi.waitFor(async () => expect(await said()).toHaveLength(firstForm.count), slowly);
  expect((await said()).filter(({ kept }) => kept)).toHaveLength(1);
  expect(row?.authorship).toMatchObject({ by: "model", model: "melody@2", device: "wasm" });
  await undo("Tune 1");
  await vi.waitFor(async () => expect(await songs()).toEqual([]), slowly);
  expect(card(0).classList.contains("proposed")).toBe(true);
  await vi.waitFor(async () => expect(await said()).toEqual([]), slowly);
});

test("rejected, it folds away and is remembered; it can be brought back", async () => {
  await write();
  button("Reject", card(2)).click();
  await vi.waitFor(() => expect(card(2).classList.contains("rejected")).toBe(true), slowly);
  const said = await here.library.feedback.toArray();
  expect(said.map((one) => one.kind)).toEqual(["reject"]);
  button("Bring back", card(2)).click();
  await vi.waitFor(() => expect(card(2).classList.contains("proposed")).toBe(true), slowly);
});

test("a kept piece is played, leaves a listen, is rated and renamed", async () => {
  await write();
  button("Keep", card(0)).click();
  await vi.waitFor(
    () => expect(here.target.querySelector(".pieces article")).not.toBeNull(),
    slowly,
  );
  const list = here.target.querySelector<HTMLElement>(".pieces");
  if (list === null) throw new Error("nothing kept");
  button("Play: Tune 1", list).click();
  await vi.waitFor(() => expect(here.app.player.playing).toBe(true), slowly);
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  await here.app.player.stop();
  const [listen] = await here.library.listens.toArray();
  expect(listen).toMatchObject({ source: "app", skipped: true });
  expect(listen?.playedMs).toBeGreaterThanOrEqual(1_000);
  button("Like: Tune 1", list).click();
  await vi.waitFor(() => expect(here.app.taste.ratings.size).toBe(1), slowly);
  button("More for Tune 1", list).click();
  await vi.waitFor(() => button("Rename", list), slowly);
  button("Rename", list).click();
  await vi.waitFor(() => expect(list.querySelector("form input")).not.toBeNull(), slowly);
  const field = list.querySelector<HTMLInputElement>("form input");
  if (field) field.value = "The Quiet Hill";
  list.querySelector("form")?.requestSubmit();
  await vi.waitFor(async () => expect(await songs()).toEqual(["The Quiet Hill"]), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await write();
  await language.choose(locale);
  const found = await axe.run(here.target);
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});

test("a piece that stands in a known tune is not kept as new, and says why", async () => {
  await write();
  const { candidate } = studioOf(here.app).proposals[0] ?? {};
  const originality = {
    share: 0.6,
    percentile: 1,
    nearest: { title: "Old Tune", source: "corpus", bars: [0] },
  } as const;
  const id = card(0).dataset["proposal"] ?? "";
  if (candidate) studioOf(here.app).mark(id, { candidate: { ...candidate, originality } });
  await vi.waitFor(() => expect(card(0).textContent).toContain("too close to “Old Tune”"), slowly);
  expect(button("Keep", card(0)).disabled).toBe(true);
});

test("chords are checked as they are typed, and the plan and the leaning reach the model", async () => {
  await write();
  button("Keep", card(0)).click();
  await vi.waitFor(() => expect(studioOf(here.app).loved).toHaveLength(1), slowly);
  const field = [...here.target.querySelectorAll("input")].find(
    (one) => one.labels?.[0]?.textContent === "Over these chords",
  );
  if (field === undefined) throw new Error("no field for chords");
  field.value = "D G what";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(here.target.textContent).toContain("Refrain knows: what"), slowly);
  field.value = "D | G A7";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(here.target.textContent).toContain("3 chords, one a bar"), slowly);
  studioOf(here.app).change({ like: "loved", plan: "AABA" });
  await vi.waitFor(
    () => expect(here.target.textContent).toContain("Leans toward 1 piece."),
    slowly,
  );
  button("Write again").click();
  await vi.waitFor(() => expect(requests).toHaveLength(2), slowly);
  expect(requests[1]).toMatchObject({ chords: ["D", "G", "A7"], form: "AABA" });
  expect(requests[1]?.like?.map(({ title }) => title)).toEqual(["Tune 1"]);
});

test("a proposal changed on its bench stays when others are written", async () => {
  await write();
  const id = card(1).dataset["proposal"] ?? "";
  const bench = studioOf(here.app).bench(id);
  bench?.put({ ...bench.score, bpm: 99 }, "arrangement");
  await bench?.saved();
  button("Write again").click();
  await vi.waitFor(() => expect(cards()).toHaveLength(firstForm.count + 1), slowly);
  expect(studioOf(here.app).proposals.find((one) => one.id === id)?.candidate.score.bpm).toBe(99);
});

test("what was neither kept nor let go is there on the next visit, with who changed it", async () => {
  await write();
  const id = card(1).dataset["proposal"] ?? "";
  const bench = studioOf(here.app).bench(id);
  bench?.put({ ...bench.score, bpm: 99 }, "arrangement");
  await bench?.saved();
  button("Keep", card(0)).click();
  await vi.waitFor(async () => expect(await songs()).toHaveLength(1), slowly);
  await vi.waitFor(
    async () => expect(await here.library.drafts.count()).toBe(firstForm.count - 1),
    slowly,
  );
  const visit = new App(here.app.services, here.app.profile, Promise.resolve());
  const again = studioOf(visit);
  await vi.waitFor(() => expect(again.restored).toBe(true), slowly);
  expect(again.proposals.map(({ candidate }) => candidate.score.title)).toEqual(
    [2, 3, 4, 5].map((place) => `Tune ${place}`),
  );
  const changed = again.bench(id);
  expect(changed?.score.bpm).toBe(99);
  expect(changed?.authorship).toMatchObject({
    by: "model",
    model: "melody@2",
    changes: [{ by: "person", what: "arrangement" }],
  });
  visit.dispose();
});

test("open proposals are let go together, and come back by undo", async () => {
  await write();
  button("Let all go").click();
  await vi.waitFor(() => expect(cards()).toHaveLength(0), slowly);
  await vi.waitFor(async () => expect(await here.library.drafts.count()).toBe(0), slowly);
  await undo("are gone");
  await vi.waitFor(() => expect(cards()).toHaveLength(firstForm.count), slowly);
  await vi.waitFor(
    async () => expect(await here.library.drafts.count()).toBe(firstForm.count),
    slowly,
  );
});
