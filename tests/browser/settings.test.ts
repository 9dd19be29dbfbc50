import axe from "axe-core";
import { flushSync, mount, unmount, type Component } from "svelte";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startApp, type App } from "../../src/app/app.svelte";
import { appContext } from "../../src/app/context";
import type { Services } from "../../src/app/services";
import { Devices } from "../../src/app/settings/devices.svelte";
import { StorageUse } from "../../src/app/settings/storage-use.svelte";
import { wipeEverything } from "../../src/app/settings/wipe";
import { language } from "../../src/i18n/language.svelte";
import { writeCommunity } from "../../src/library/communities";
import { deleteLibrary, libraryExists, openLibrary } from "../../src/library/open";
import type { CommunityRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { writeSetting } from "../../src/library/settings";
import Settings from "../../src/ui/settings/Settings.svelte";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";

const name = "settings-test";
const slowly = { timeout: 20_000 };
let library: Library;
let app: App;
let page: object;

/** A composer that has measured; what it is told is kept. */
const chosen: string[] = [];
const composer = {
  devices: () =>
    Promise.resolve({
      active: "wasm",
      reports: [
        { device: "cpu", available: true, stepsPerSec: 640 },
        { device: "wasm", available: true, stepsPerSec: 2_380 },
        { device: "webgpu", available: false, stepsPerSec: 0 },
      ],
    }),
  chooseDevice: (device: string) => Promise.resolve(void chosen.push(device)),
};

const community: CommunityRow = {
  id: "demo",
  name: "Demonstration",
  itemKind: "track",
  scale: { kind: "plays" },
  users: 40,
  items: 120,
  entries: 1_400,
  simulated: true,
  addedMs: 1,
};

function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find((one) =>
    (one.getAttribute("aria-label") ?? one.textContent).includes(words),
  );
  if (found === undefined) throw new Error(`no button says ${words}`);
  return found;
}

beforeAll(async () => {
  await deleteLibrary(name);
  library = await openLibrary(name);
  await writeSetting(library, "shelf", "removed");
  await library.communities.put(community);
  // Whole: what is common among real listeners is read as soon as the page is open.
  const films = { id: "film", name: "Films", simulated: false, users: 1, items: 1, entries: 1 };
  const side = [Uint32Array.of(0, 1), Uint32Array.of(0), Float32Array.of(1)] as const;
  const [userPtr, userIndex, userValue] = side;
  const [itemPtr, itemIndex, itemValue] = side;
  await writeCommunity(
    library,
    { ...community, ...films },
    {
      ...{ userPtr, userIndex, userValue, itemPtr, itemIndex, itemValue },
      ...{ items: [{ id: "track:a|b", name: "B", artist: "A" }], users: [""] },
    },
  );
  // No colour may be on its way to another while it is measured.
  document.documentElement.dataset["motion"] = "less";
  const none = {} as never;
  const silent = { onEnd: () => undefined, pause: () => undefined, dispose: () => undefined };
  const sound = silent as unknown as Services["sound"];
  const recommender = { slates: () => Promise.resolve([]) } as unknown as Services["recommender"];
  app = await startApp(
    { library, recommender, importer: none, composer: composer as never, analyser: none, sound },
    { profile: "Me", shelf: "The melody model" },
  );
  const target = document.createElement("main");
  document.body.append(target);
  page = mount(Settings as Component, { target, context: appContext(app) });
  flushSync();
});

afterAll(async () => {
  await unmount(page);
  app.dispose();
  library.close();
  await deleteLibrary(name);
  await language.choose("en");
});

for (const locale of ["en", "zh-Hans"] as const) {
  for (const theme of ["light", "dark"]) {
    test(`Settings passes axe in ${locale}, ${theme}`, async () => {
      await language.choose(locale);
      document.documentElement.lang = locale;
      document.documentElement.dataset["theme"] = theme;
      await vi.waitFor(
        () => expect(document.querySelectorAll(".communities li").length).toBe(2),
        slowly,
      );
      expect(document.querySelector(".fault")).toBeNull();
      const { violations } = await axe.run(document, {
        rules: { "document-title": { enabled: false } },
      });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      delete document.documentElement.dataset["theme"];
    });
  }
}

test("the demonstration goes in one press, another community after a question", async () => {
  await language.choose("en");
  flushSync();
  button("Remove Demonstration").click();
  await vi.waitFor(
    async () => expect(await library.communities.get("demo")).toBeUndefined(),
    slowly,
  );
  button("Remove Films").click();
  flushSync();
  expect(document.querySelector("dialog[open]")?.textContent).toContain("Remove Films?");
  expect(await library.communities.get("film")).toBeDefined();
  document.querySelector<HTMLButtonElement>("dialog[open] footer button")?.click();
  flushSync();
  expect(document.querySelector("dialog[open]")).toBeNull();
});

test("removing everything offers a backup first, then asks for a word", () => {
  button("Remove everything…").click();
  flushSync();
  const dialog = document.querySelector("dialog[open]");
  expect(dialog?.textContent).toContain("Save a backup first");
  button("Go on without").click();
  flushSync();
  const input = dialog?.querySelector("input");
  if (!input) throw new Error("no field");
  expect(button("Remove it all").disabled).toBe(true);
  input.value = "Remove ";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
  expect(button("Remove it all").disabled).toBe(false);
  dialog?.dispatchEvent(new Event("cancel", { cancelable: true }));
  flushSync();
  expect(document.querySelector("dialog[open]")).toBeNull();
});

test("devices are listed fastest first, and a choice is told and kept", async () => {
  const devices = new Devices(composer as never, library);
  await devices.measure();
  expect(devices.reports?.map(({ device }) => device)).toEqual(["wasm", "cpu", "webgpu"]);
  await devices.choose("cpu");
  await devices.choose("auto");
  expect(chosen).toEqual(["cpu", "wasm"]);
  await devices.choose("cpu");
  const again = new Devices(composer as never, library);
  await again.load();
  expect(again.choice).toBe("cpu");
});

test("storage is told by kind, from the caches and the library", async () => {
  const cache = await caches.open("refrain-models");
  await cache.put("/models/x@1/weights.bin", new Response(new Uint8Array(5_000)));
  const use = new StorageUse(library);
  await use.measure();
  expect(use.bytes).toMatchObject({ models: 5_000, samples: 0, songs: 0 });
  expect(use.bytes?.communities).toBeGreaterThan(0);
  await caches.delete("refrain-models");
});

test("wiping leaves no database, no cache and no choice behind", async () => {
  const own = await openLibrary();
  await (await caches.open("refrain-models")).put("/models/x", new Response("x"));
  localStorage.setItem("refrain.theme", "dark");
  localStorage.setItem("other", "stays");
  await wipeEverything(own);
  expect(await libraryExists()).toBe(false);
  expect(await caches.keys()).toEqual([]);
  expect(localStorage.getItem("refrain.theme")).toBeNull();
  expect(localStorage.getItem("other")).toBe("stays");
  localStorage.removeItem("other");
});
