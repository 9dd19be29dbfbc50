import axe from "axe-core";
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../src/app/toasts.svelte";
import { router } from "../../src/app/router.svelte";
import { artistItem, trackItem } from "../../src/base/item";
import { language } from "../../src/i18n/language.svelte";
import type { TrackRow } from "../../src/library/rows";
import { addTracks } from "../../src/library/tracks";
import type { ImportPreview } from "../../src/rpc/contracts/importer";
import Library from "../../src/ui/library/Library.svelte";
import { button, stage, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
let here: Stage;
let calls: string[];
let release: (preview: ImportPreview) => void;

const preview: ImportPreview = {
  previewId: "p1",
  format: "lastfm-csv",
  files: ["scrobbles.csv"],
  destination: "mine",
  counts: { listens: 1200, ratings: 0, tracks: 300, artists: 40, communityEntries: 0 },
  users: 1,
  rejected: [{ file: "scrobbles.csv", row: 812, reason: "No time that can be read." }],
  rejectedCount: 1,
  skipped: { "duplicate-play": 3 },
  sample: [{ title: "Jóga", detail: "Björk" }],
  suggestedName: "Last.fm",
};

const importer = {
  preview: (
    { files }: { files: readonly File[] },
    { signal }: { signal: AbortSignal },
  ): Promise<ImportPreview> => {
    calls.push(`preview ${files.map((file) => file.name).join()}`);
    return new Promise((resolve, reject) => {
      release = resolve;
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  },
  commit: ({ previewId, name }: { previewId: string; name: string }) => {
    calls.push(`commit ${previewId} ${name}`);
    return Promise.resolve({ importId: "i1", added: preview.counts, known: 7 });
  },
  discard: ({ previewId }: { previewId: string }) => {
    calls.push(`discard ${previewId}`);
    return Promise.resolve();
  },
  undo: ({ importId }: { importId: string }) => {
    calls.push(`undo ${importId}`);
    return Promise.resolve(preview.counts);
  },
};
const recommender = { slates: () => Promise.resolve([]) };

function track(artist: string, title: string): TrackRow {
  return {
    id: trackItem(artist, title),
    title,
    artist,
    artistId: artistItem(artist),
    source: "import",
    addedMs: 1,
    durationMs: 185_000,
  };
}

const many = Array.from({ length: 2_000 }, (_, i) =>
  track(`Artist ${String(i % 50).padStart(2, "0")}`, `Song ${String(i).padStart(4, "0")}`),
);
const rows = () => [...here.target.querySelectorAll<HTMLElement>(".track")];
const titles = () => rows().map((row) => row.querySelector(".title")?.textContent);

async function open(tracks: readonly TrackRow[]): Promise<void> {
  here = await stage(
    "library-page-test",
    Library,
    { importer: importer as never, recommender: recommender as never },
    async (library) => void (await addTracks(library, tracks)),
  );
}

function drop(name: string): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["a,b,c,1"], name));
  const zone = document.querySelector(".zone") ?? window;
  zone.dispatchEvent(
    new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }),
  );
}

beforeEach(() => {
  calls = [];
  router.search = "";
  document.documentElement.dataset["motion"] = "less";
});

afterEach(async () => {
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("an empty library says so, with one button that opens the import", async () => {
  await open([]);
  await vi.waitFor(
    () => expect(here.target.textContent).toContain("Your library is empty"),
    slowly,
  );
  [...here.target.querySelectorAll("button")].at(-1)?.click();
  await vi.waitFor(() => expect(document.querySelector("dialog[open]")).not.toBeNull(), slowly);
});

test("two thousand tracks: few are drawn, and the rest comes with scrolling", async () => {
  await open(many);
  await vi.waitFor(() => expect(rows().length).toBeGreaterThan(5), slowly);
  expect(here.target.textContent).toContain("2,000 tracks");
  expect(rows().length).toBeLessThan(80);
  expect(rows()[0]?.closest("li")?.getAttribute("aria-setsize")).toBe("2000");
  scrollTo(0, document.documentElement.scrollHeight);
  await vi.waitFor(() => expect(titles()).toContain("Song 1999"), slowly);
  expect(rows().length).toBeLessThan(80);
  scrollTo(0, 0);
});

test("search as you type, order and source", async () => {
  await open([track("Björk", "Jóga"), track("Portishead", "Roads"), track("Björk", "Army of Me")]);
  await vi.waitFor(() => expect(titles()).toEqual(["Army of Me", "Jóga", "Roads"]), slowly);
  const field = here.target.querySelector<HTMLInputElement>("input[type=search]");
  if (field === null) throw new Error("no search");
  field.value = "bjork jo";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(titles()).toEqual(["Jóga"]), slowly);
  expect(router.search).toContain("q=bjork");
  field.value = "nobody";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(here.target.textContent).toContain("Nothing matches"), slowly);
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(titles()).toHaveLength(3), slowly);
  const order = here.target.querySelectorAll("select")[0];
  if (order === undefined) throw new Error("no order");
  order.value = "title";
  order.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(titles()).toEqual(["Army of Me", "Jóga", "Roads"]), slowly);
  expect(here.app.library.order).toBe("title");
});

test("an artist can be liked", async () => {
  router.search = "?view=artists";
  await open([track("Björk", "Jóga")]);
  await vi.waitFor(() => button("Like: Björk"), slowly);
  button("Like: Björk").click();
  await vi.waitFor(() => expect(here.app.taste.likes("artist:bjork")).toBe(true), slowly);
});

test("drop → preview with counts, rejects and whose it is → import → summary → undo", async () => {
  await open([track("A", "B")]);
  drop("scrobbles.csv");
  await vi.waitFor(() => expect(calls).toEqual(["preview scrobbles.csv"]), slowly);
  await vi.waitFor(
    () => expect(document.querySelector("[role=progressbar]")).not.toBeNull(),
    slowly,
  );
  release(preview);
  await vi.waitFor(() => expect(document.querySelector(".preview")).not.toBeNull(), slowly);
  const said = document.querySelector(".preview")?.textContent ?? "";
  for (const words of [
    "Last.fm history",
    "Yours",
    "1,200",
    "Jóga",
    "Plays seen twice",
    "row 812",
  ]) {
    expect(said).toContain(words);
  }
  [...document.querySelectorAll<HTMLElement>("dialog button")].at(-1)?.click();
  await vi.waitFor(() => expect(document.querySelector(".done")).not.toBeNull(), slowly);
  expect(calls.at(-1)).toBe("commit p1 Last.fm");
  expect(document.querySelector(".done")?.textContent).toContain("1,200 plays");
  button("Undo the import").click();
  await vi.waitFor(() => expect(calls.at(-1)).toBe("undo i1"), slowly);
  await vi.waitFor(() => expect(toasts.all.at(-1)?.text).toContain("is undone"), slowly);
});

test("reading is cancelled at a press, and nothing is left", async () => {
  await open([]);
  drop("big.zip");
  await vi.waitFor(() => button("Cancel"), slowly);
  button("Cancel").click();
  await vi.waitFor(() => expect(here.app.importing.stage.kind).toBe("idle"), slowly);
  flushSync();
  expect(toasts.all.filter((toast) => toast.tone === "wrong")).toEqual([]);
});

test("a preview that is not wanted is thrown away", async () => {
  await open([]);
  drop("x.csv");
  await vi.waitFor(() => expect(calls).toHaveLength(1), slowly);
  release(preview);
  await vi.waitFor(() => button("Do not import"), slowly);
  button("Do not import").click();
  await vi.waitFor(() => expect(calls.at(-1)).toBe("discard p1"), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await open([track("Björk", "Jóga"), track("Portishead", "Roads")]);
  await vi.waitFor(() => expect(rows()).toHaveLength(2), slowly);
  await language.choose(locale);
  flushSync();
  const found = await axe.run(here.target);
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});
