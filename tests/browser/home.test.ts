import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../src/app/toasts.svelte";
import { language } from "../../src/i18n/language.svelte";
import { activeBlocks, notNowUntil } from "../../src/library/feedback";
import { recordListen } from "../../src/library/listens";
import { readRatings } from "../../src/library/ratings";
import type { Slate, SlateEntry } from "../../src/rpc/contracts/recommender";
import Home from "../../src/ui/home/Home.svelte";
import { button, entry, stage, type Stage } from "../app/harness";
import { slate, StandIn } from "../app/stand-in";

const slowly = { timeout: 20_000 };
let here: Stage;
let recommender: StandIn;
let answer: readonly SlateEntry[];

/** What the lists hold from now on. */
function list(entries: readonly SlateEntry[], more: Partial<Slate> = {}): void {
  answer = entries;
  recommender.slates = [slate(entries, more)];
}

const names = () =>
  [...here.target.querySelectorAll(".lists article h3")].map((one) =>
    one.firstChild?.textContent?.trim(),
  );
const row = (name: string) =>
  [...here.target.querySelectorAll<HTMLElement>(".lists article")].find((one) =>
    one.textContent.includes(name),
  ) as HTMLElement;

/** Puts a community of simulated listeners where the app finds it. */
async function simulate(): Promise<void> {
  await here.library.communities.add({
    id: "c",
    name: "Imagined listeners",
    simulated: true,
    addedMs: 1,
    users: 200,
    items: 30,
    entries: 0,
    itemKind: "artist",
    scale: { kind: "plays" },
  });
}

/** Presses undo on the message that says the words. */
async function undo(words: string): Promise<void> {
  const said = () => toasts.all.find((toast) => toast.text.includes(words));
  await vi.waitFor(() => expect(said()).toBeDefined(), slowly);
  said()?.action?.run();
}

beforeEach(async () => {
  recommender = new StandIn();
  list(["Ana", "Bo", "Cy"].map((name) => entry(name)));
  document.documentElement.dataset["motion"] = "less";
  here = await stage("home-test", Home, { recommender: recommender.client() });
  await vi.waitFor(() => expect(names()).toHaveLength(3), slowly);
});

afterEach(async () => {
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("each row says why, and is light until something was said about it", () => {
  expect(row("Ana").textContent).toContain("37 of 200 listeners have it");
  expect(row("Ana").classList.contains("mine")).toBe(false);
});

test("a like is kept, turns the row to ink in its place, and the list follows at once", async () => {
  list(["Dee", "Cy", "Ana"].map((name) => entry(name)));
  button("Like: Bo", row("Bo")).click();
  await vi.waitFor(() => expect(names()).toEqual(["Dee", "Bo", "Cy"]), slowly);
  expect(recommender.asked).toContain("foldIn artist:bo");
  expect(row("Bo").classList.contains("mine")).toBe(true);
  expect(row("Dee").textContent).toContain("New");
  const ratings = await readRatings(here.library, here.app.profile.id);
  expect(ratings.get("artist:bo")?.value).toBe(5);
});

test("a like is taken back from its message", async () => {
  button("Like: Bo", row("Bo")).click();
  await undo("You like Bo");
  await vi.waitFor(async () => {
    const ratings = await readRatings(here.library, here.app.profile.id);
    expect(ratings.size).toBe(0);
  }, slowly);
  expect(here.app.taste.starsOf("artist:bo")).toBeUndefined();
});

test("stars rate by keyboard, and the same star takes the rating back", async () => {
  const stars = row("Cy").querySelectorAll<HTMLInputElement>("input[type=radio]");
  stars[2]?.click();
  await vi.waitFor(() => expect(here.app.taste.starsOf("artist:cy")).toBe(3), slowly);
  row("Cy").querySelectorAll<HTMLInputElement>("input[type=radio]")[2]?.click();
  await vi.waitFor(() => expect(here.app.taste.starsOf("artist:cy")).toBeUndefined(), slowly);
});

test("not now puts off and comes back; a block stays until it is undone", async () => {
  const profile = here.app.profile.id;
  button("Not now", row("Ana")).click();
  await vi.waitFor(async () => {
    expect([...(await notNowUntil(here.library, profile)).keys()]).toEqual(["artist:ana"]);
  }, slowly);
  await undo("Ana stays away");
  await vi.waitFor(
    async () => expect((await notNowUntil(here.library, profile)).size).toBe(0),
    slowly,
  );
  button("More for Ana", row("Ana")).click();
  await vi.waitFor(() => button("Never show Ana", row("Ana")), slowly);
  button("Never show Ana", row("Ana")).click();
  await vi.waitFor(
    async () => expect([...(await activeBlocks(here.library, profile))]).toEqual(["artist:ana"]),
    slowly,
  );
});

test("what is not here can be saved, and looked for elsewhere only by a press on a real link", async () => {
  expect(document.querySelector("a[href^='https:']")).toBeNull();
  button("elsewhere", row("Bo")).click();
  await vi.waitFor(
    () => expect(row("Bo").querySelector("a[href^='https:']")).not.toBeNull(),
    slowly,
  );
  const link = row("Bo").querySelector<HTMLAnchorElement>("a[href^='https:']");
  expect(link?.rel).toBe("noopener noreferrer");
  expect(link?.referrerPolicy).toBe("no-referrer");
  button("Save for later", row("Bo")).click();
  await vi.waitFor(async () => {
    expect((await here.library.tracks.toArray()).map((track) => track.source)).toEqual(["saved"]);
  }, slowly);
  await undo("Bo is saved");
  await vi.waitFor(async () => expect(await here.library.tracks.count()).toBe(0), slowly);
});

test("the way of comparing can be changed and is remembered", async () => {
  const second = here.target.querySelectorAll<HTMLInputElement>(
    ".lists > header input[type=radio]",
  )[2];
  second?.click();
  await vi.waitFor(() => expect(recommender.asked).toContain("slates user-knn"), slowly);
  expect((await here.library.settings.get("recommendMethod"))?.value).toBe("user-knn");
});

test("somebody unknown is told so, and finds favourites", async () => {
  list(answer, { matched: 0, method: "popularity" });
  await here.app.home.load();
  await vi.waitFor(
    () => expect(here.target.textContent).toContain("We do not know you yet"),
    slowly,
  );
  const field = here.target.querySelector<HTMLInputElement>("input[type=search]");
  if (field === null) throw new Error("no search");
  field.value = "xyz";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(here.target.textContent).toContain("Found xyz"), slowly);
  button("Like: Found xyz").click();
  await vi.waitFor(() => expect(recommender.asked).toContain("foldIn artist:found"), slowly);
});

test("somebody with a history that nobody here shares is told that, not that we know nothing", async () => {
  list(answer, { matched: 0, method: "popularity" });
  await recordListen(here.library, {
    profileId: here.app.profile.id,
    trackId: "track:a|b",
    startMs: 5,
    playedMs: 60_000,
    completion: 1,
  });
  await here.app.home.load();
  await vi.waitFor(() => expect(here.target.textContent).toContain("Nobody here knows"), slowly);
  expect(here.target.textContent).toContain("You brought 1 play,");
});

test("simulated listeners say so", async () => {
  await simulate();
  list(answer, { simulated: true });
  await here.app.home.load();
  await vi.waitFor(() => expect(here.target.textContent).toContain("Demonstration"), slowly);
  expect(row("Ana").textContent).toContain("37 of 200 demonstration listeners keep it");
});

test("a recommender that fails is said, with a way to try again", async () => {
  recommender.broken = true;
  await here.app.home.load();
  await vi.waitFor(() => button("Try again"), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await language.choose(locale);
  const found = await axe.run(here.target, { rules: { region: { enabled: false } } });
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});
