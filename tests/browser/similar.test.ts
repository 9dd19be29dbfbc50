import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";
import { router } from "../../src/app/router.svelte";
import { toasts } from "../../src/app/toasts.svelte";
import { language } from "../../src/i18n/language.svelte";
import { activeBlocks } from "../../src/library/feedback";
import type { SimilarPage } from "../../src/rpc/contracts/recommender";
import Similar from "../../src/ui/similar/Similar.svelte";
import { button, entry, stage, type Stage } from "../app/harness";
import { StandIn } from "../app/stand-in";

const slowly = { timeout: 20_000 };
let here: Stage;

const page: SimilarPage = {
  item: {
    itemId: "artist:ana",
    kind: "artist",
    name: "Ana",
    tags: ["folk", "quiet"],
    listeners: 37,
    of: 200,
    plays: 12,
  },
  similar: [
    entry("Bo", {
      reasons: [
        {
          kind: "item",
          itemId: "artist:ana",
          name: "Ana",
          similarity: 0.82,
          value: 1,
          share: 1,
        },
      ],
      parts: [
        { part: "likeness", share: 0.7 },
        { part: "content", share: 0.3 },
      ],
    }),
  ],
  byArtist: [entry("Song", { itemId: "track:ana|song", kind: "track", artist: "Ana" })],
};

async function open(item: string, answer: SimilarPage | undefined): Promise<void> {
  router.search = item === "" ? "" : `?item=${encodeURIComponent(item)}`;
  const recommender = new StandIn().client({
    foldIn: () => Promise.resolve([]),
    similar: () => Promise.resolve(answer),
  });
  here = await stage("similar-test", Similar, { recommender });
}

afterEach(async () => {
  router.search = "";
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("says what it is, who hears it, what is near it and why", async () => {
  await open("artist:ana", page);
  await vi.waitFor(() => expect(here.target.textContent).toContain("Near Ana"), slowly);
  expect(here.target.querySelector("h1")?.textContent).toBe("Ana");
  for (const words of ["folk", "37 of 200 listeners here know it", "You played it 12 times"]) {
    expect(here.target.textContent).toContain(words);
  }
  await vi.waitFor(() => expect(here.target.textContent).toContain("82% like Ana"), slowly);
  const near = here.target.querySelector('[data-item="artist:bo"]') as HTMLElement;
  expect(near.querySelector("h3 a")?.getAttribute("href")).toBe("/similar?item=artist%3Abo");
  near.querySelector("summary")?.click();
  const ways = () => [...near.querySelectorAll("[data-ways] .share")];
  await vi.waitFor(() => {
    expect(ways().map((one) => one.textContent)).toEqual(["70%", "30%"]);
  }, slowly);
  // Likeness to a page that was opened is nothing the person did.
  expect(near.textContent).not.toContain("Because");
  expect(here.target.textContent).toContain("Also by Ana");
});

test("what is not liked can be blocked from here, and taken back", async () => {
  await open("artist:ana", page);
  await vi.waitFor(() => button("More for Ana"), slowly);
  button("More for Ana").click();
  await vi.waitFor(() => button("Never show Ana"), slowly);
  button("Never show Ana").click();
  const blocked = async () => [...(await activeBlocks(here.library, here.app.profile.id))];
  await vi.waitFor(async () => expect(await blocked()).toEqual(["artist:ana"]), slowly);
  await vi.waitFor(() => expect(here.target.textContent).toContain("never to see Ana"), slowly);
  await vi.waitFor(() => expect(toasts.all).toHaveLength(1), slowly);
  toasts.all[0]?.action?.run();
  await vi.waitFor(async () => expect(await blocked()).toEqual([]), slowly);
});

test.each([
  ["artist:nobody", undefined, "Nobody on this device knows this yet"],
  [
    "artist:ana",
    { item: { ...page.item, listeners: 0 }, similar: [], byArtist: [] },
    "Nobody on this device knows this yet",
  ],
  ["artist:ana", { item: page.item, similar: [], byArtist: [] }, "Nothing here is near enough"],
  ["", undefined, "No artist or track was named"],
] as const)("%s with nothing near says so, with a next step", async (item, answer, words) => {
  await open(item, answer);
  await vi.waitFor(() => expect(here.target.textContent).toContain(words), slowly);
  expect(here.target.querySelector(".empty a")).not.toBeNull();
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await language.choose(locale);
  await open("artist:ana", page);
  await vi.waitFor(() => expect(here.target.querySelectorAll("article")).toHaveLength(2), slowly);
  const found = await axe.run(here.target, { rules: { region: { enabled: false } } });
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});
