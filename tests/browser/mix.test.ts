import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { perform } from "../../src/app/action";
import { keepAsPlaylist } from "../../src/app/actions/playlists";
import { toasts } from "../../src/app/toasts.svelte";
import { language } from "../../src/i18n/language.svelte";
import { listPlaylists } from "../../src/library/playlists";
import { readSetting } from "../../src/library/settings";
import { listTasteRules } from "../../src/library/taste-rules";
import type { Answer, Reason, SlateEntry } from "../../src/rpc/contracts/recommender";
import Home from "../../src/ui/home/Home.svelte";
import { button, entry, stage, type Stage } from "../app/harness";
import { slate, StandIn } from "../app/stand-in";

const slowly = { timeout: 20_000 };
let here: Stage;
let recommender: StandIn;
let requests: string[];

const because = (name: string, share: number): Reason => ({
  kind: "item",
  itemId: `artist:${name.toLowerCase()}`,
  name,
  similarity: 0.5,
  value: 1,
  share,
});

const explained = entry("Ana", {
  reasons: [because("Zoe", 0.505), because("Yan", 0.333)],
  otherShare: 0.162,
  parts: [
    { part: "factors", share: 1 / 3 },
    { part: "likeness", share: 2 / 3 },
  ],
});

const answers: Readonly<Record<string, Answer>> = {
  "calm, no vocals, quux": {
    wishes: [
      { text: "calm", kind: "mood", term: "calm", negated: false },
      { text: "no vocals", kind: "vocals", term: "vocals", negated: true },
    ],
    unknown: ["quux"],
    described: 7,
    entries: [{ ...entry("Quiet"), meets: ["calm"] }],
  },
  "no vocals, quux": {
    wishes: [{ text: "no vocals", kind: "vocals", term: "vocals", negated: true }],
    unknown: [],
    described: 0,
    entries: [],
  },
};

const shelf = (kind: string) =>
  here.target.querySelector<HTMLElement>(`[data-shelf="${kind}"]`) as HTMLElement;
const tiles = (kind: string) =>
  [...shelf(kind).querySelectorAll("h3")].map((one) => one.textContent.trim());

beforeEach(async () => {
  recommender = new StandIn();
  requests = [];
  const many = Array.from({ length: 12 }, (_, i) => entry(`Next ${i}`));
  recommender.slates = [slate([entry("Listed")])];
  recommender.home = {
    mix: {
      week: "2026-W48",
      createdMs: Date.UTC(2026, 10, 23),
      simulated: false,
      entries: [explained, entry("Bo"), entry("Cy")],
    },
    archive: ["2026-W47", "2026-W46"],
    shelves: [
      {
        kind: "because",
        seed: { itemId: "artist:zoe", name: "Zoe" },
        entries: [explained, ...many],
      },
      { kind: "explore", entries: [entry("Elsewhere", { explored: true })] },
    ],
  };
  document.documentElement.dataset["motion"] = "less";
  here = await stage("mix-test", Home, {
    recommender: recommender.client({
      ask: ({ text }) => {
        requests.push(text);
        const answer = answers[text];
        return answer ? Promise.resolve(answer) : Promise.reject(new Error(text));
      },
    }),
  });
  await vi.waitFor(() => expect(tiles("because")).toHaveLength(13), slowly);
});

afterEach(async () => {
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("the mix of the week comes first, says its week, and leads to all of it and to those before", async () => {
  const mix = here.target.querySelector('[data-mix="2026-W48"]') as HTMLElement;
  expect(mix.textContent).toContain("Week 48");
  expect(mix.textContent).toMatch(/Begins with Ana, Bo,? and Cy/);
  expect(mix.querySelector("h2 a")?.getAttribute("href")).toBe("/mix/2026-W48");
  expect(mix.compareDocumentPosition(shelf("because"))).toBe(4);
  button("Earlier weeks", mix).click();
  await vi.waitFor(() => button("Week 47 of 2026", mix), slowly);
});

test("what cannot be played is not offered to be played", () => {
  const mix = here.target.querySelector("[data-mix]") as HTMLElement;
  expect(mix.textContent).not.toContain("Play all");
  expect(mix.textContent).toContain("None of it is in your library yet");
});

test("a row scrolls by its buttons and by the arrow keys", async () => {
  const row = shelf("because").querySelector(".row") as HTMLElement;
  await vi.waitFor(() => button("further", shelf("because")), slowly);
  button("further", shelf("because")).click();
  await vi.waitFor(() => expect(row.scrollLeft).toBeGreaterThan(0), slowly);
  const first = row.querySelector("li a") as HTMLElement;
  first.focus();
  first.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  expect(document.activeElement?.textContent).toBe("Next 0");
});

test("the row that explores is marked as such, and comes after what is certain", () => {
  expect(shelf("explore").textContent).toContain("not because we are sure");
  expect(shelf("because").compareDocumentPosition(shelf("explore"))).toBe(4);
});

test("why: both charts are the numbers of the contract and sum to 100", async () => {
  shelf("because").querySelector<HTMLElement>(".why")?.click();
  const shares = (list: string) =>
    [...document.querySelectorAll(`dialog [${list}] .share`)].map((one) => one.textContent);
  await vi.waitFor(() => expect(shares("data-ways")).toEqual(["67%", "33%"]), slowly);
  expect(shares("data-reasons")).toEqual(["51%", "33%", "16%"]);
  const link = document.querySelector("dialog [data-reasons] a");
  expect(link?.getAttribute("href")).toBe("/similar?item=artist%3Azoe");
});

test("why: what it follows from can be left out of the taste, and counts again", async () => {
  shelf("because").querySelector<HTMLElement>(".why")?.click();
  await vi.waitFor(() => button("Leave out: Zoe", document), slowly);
  button("Leave out: Zoe", document).click();
  const rules = () => listTasteRules(here.library, here.app.profile.id);
  await vi.waitFor(async () => expect(await rules()).toHaveLength(1), slowly);
  await vi.waitFor(() => expect(toasts.all).toHaveLength(1), slowly);
  toasts.all[0]?.action?.run();
  await vi.waitFor(async () => expect(await rules()).toHaveLength(0), slowly);
});

test("less like this is said, keeps its place, and can be taken back", async () => {
  const tile = shelf("because").querySelector("article") as HTMLElement;
  button("More for Ana", tile).click();
  await vi.waitFor(() => button("Less like this", tile), slowly);
  button("Less like this", tile).click();
  await vi.waitFor(() => expect(recommender.asked).toContain("foldIn artist:ana"), slowly);
  expect(tiles("because")[0]).toBe("Ana");
  const said = async () => (await here.library.feedback.toArray()).map((row) => row.kind);
  await vi.waitFor(async () => expect(await said()).toEqual(["less-like"]), slowly);
  await vi.waitFor(() => expect(toasts.all).toHaveLength(1), slowly);
  toasts.all[0]?.action?.run();
  await vi.waitFor(async () => expect(await said()).toEqual(["less-like", "again"]), slowly);
});

test("the dial is kept when it is let go, and every list is asked for again", async () => {
  const dial = here.target.querySelector<HTMLInputElement>("#dial input") as HTMLInputElement;
  expect(dial.getAttribute("aria-valuetext")).toBe("close to what you know");
  dial.value = "0.9";
  dial.dispatchEvent(new Event("input", { bubbles: true }));
  expect(recommender.asked).not.toContain("home 0.9");
  dial.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(recommender.asked).toContain("home 0.9"), slowly);
  expect(await readSetting(here.library, "adventure")).toBe(0.9);
});

test("several likes in a row ask for the rows no more than they must", async () => {
  const asked = () => recommender.asked.filter((one) => one.startsWith("home")).length;
  const before = asked();
  const likes = ["Ana", "Bo", "Cy", "Dee", "Eve"].map((name) => here.app.home.changed(name));
  await Promise.all(likes);
  expect(asked() - before).toBe(2);
  expect(recommender.asked.filter((one) => one.startsWith("foldIn"))).toHaveLength(5);
});

test("a request in words: what was understood, what was not, and a wish that is taken away", async () => {
  const form = here.target.querySelector("[data-ask]") as HTMLFormElement;
  const field = form.querySelector("input") as HTMLInputElement;
  field.value = "calm, no vocals, quux";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  form.requestSubmit();
  const answer = here.target.querySelector(".answer") as HTMLElement;
  await vi.waitFor(() => expect(answer.textContent).toContain("Quiet"), slowly);
  expect(answer.textContent).toContain("Not understood, and left aside: quux");
  expect(answer.textContent).toContain("Fits: calm");
  button("Take away: calm", answer).click();
  await vi.waitFor(
    () => expect(answer.textContent).toContain("Nothing here says anything about this"),
    slowly,
  );
  expect(requests).toEqual(["calm, no vocals, quux", "no vocals, quux"]);
  expect(answer.querySelector("a")?.getAttribute("href")).toContain("/library");
});

test("somebody unknown chooses favourites from a varied handful, and the mix appears", async () => {
  const before = recommender.home;
  recommender.home = { archive: [], shelves: [] };
  recommender.slates = [slate([entry("Listed")], { matched: 0, method: "popularity" })];
  recommender.picks = ["Pia", "Quin"].map((name): SlateEntry => entry(name));
  await here.app.home.load();
  await vi.waitFor(() => expect(here.target.textContent).toContain("Or begin with"), slowly);
  expect(here.target.querySelector("[data-mix]")).toBeNull();
  expect(here.target.textContent).toContain("begins as soon as a few favourites");
  recommender.home = before;
  here.target.querySelector<HTMLElement>('[data-pick="artist:pia"]')?.click();
  await vi.waitFor(() => expect(here.target.querySelector("[data-mix]")).not.toBeNull(), slowly);
  const pick = here.target.querySelector('[data-pick="artist:pia"]');
  expect(pick?.getAttribute("aria-pressed")).toBe("true");
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  await language.choose(locale);
  const rules = { region: { enabled: false } };
  const found = await axe.run(here.target, { rules });
  shelf("because").querySelector<HTMLElement>(".why")?.click();
  await vi.waitFor(() => expect(document.querySelector("dialog[open]")).not.toBeNull(), slowly);
  const open = await axe.run(document.querySelector("dialog[open]") as HTMLElement, { rules });
  const said = [...found.violations, ...open.violations];
  expect(said.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});

test("a mix becomes a playlist of what is here, says what was left out, and can be undone", async () => {
  const rows = [
    { entry: entry("Ana", { trackId: "track:ana|a" }) },
    { entry: entry("Bo") },
    { entry: entry("Cy", { trackId: "track:cy|c" }) },
    { entry: entry("Ana again", { trackId: "track:ana|a" }) },
  ];
  const lists = () => listPlaylists(here.library, here.app.profile.id);
  await perform(here.app, keepAsPlaylist, { name: "Week 48", rows });
  const [kept] = await lists();
  expect(kept).toMatchObject({ name: "Week 48", trackIds: ["track:ana|a", "track:cy|c"] });
  const said = toasts.all.at(-1);
  expect(said?.text).toBe(
    "“Week 48” is a playlist now: 2 tracks; 1 not in your library was left out.",
  );
  said?.action?.run();
  await vi.waitFor(async () => expect(await lists()).toEqual([]), slowly);
});

test("where nothing of a list is here, no playlist is offered", async () => {
  const mix = here.target.querySelector("[data-mix]") as HTMLElement;
  button("Save this list: Week 48", mix).click();
  await vi.waitFor(() => expect(mix.textContent).toContain("Playlist (M3U)"), slowly);
  expect(mix.textContent).not.toContain("Playlist in your library");
});
