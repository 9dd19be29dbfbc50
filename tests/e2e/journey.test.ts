import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAbc } from "../../src/formats/abc/tunebook";
import { parseMidi } from "../../src/formats/midi/read";
import { unfold } from "../../src/music/unfold";
import { listeningFiles } from "./history";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { bytesOf, goTo, importCommunity, itemIds, keepSounds, lastSound } from "./walk";
import { slateOf, writeTunes } from "./walk";

/** The whole way of a person, on the built app, with its server stopped after the first visit. */
const name = "Listeners of 2011";
const history = listeningFiles();
let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: Problems;
let keptTitle: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  problems = await recordProblems(context, server.url);
  await keepSounds(context);
  page = await context.newPage();
  await page.goto(server.url);
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  await server.stop();
  await page.reload();
  await page.waitForSelector("main h1");
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("real listening data is imported as other listeners", async () => {
  const added = await importCommunity(page, history.paths, name);
  // 92,834 rows, of which 18 name an artist that another spelling names too.
  if (history.real) expect(added).toContain("92,816 entries of other listeners");
  else expect(added).toMatch(/entries of other listeners/);
});

test("Home shows its artists, each with a reason", async () => {
  await goTo(page, "/");
  const slate = slateOf(page, name);
  await slate.locator("[data-item]").nth(9).waitFor({ timeout: 120_000 });
  // Rows are still being drawn: an item and its reason are looked at in one go.
  const items = await slate.locator("[data-item]").evaluateAll((rows) =>
    rows.map((row) => ({
      id: row.getAttribute("data-item") ?? "",
      reasons: [...row.querySelectorAll("summary")].map((summary) => summary.textContent ?? ""),
    })),
  );
  expect(items.length).toBeGreaterThanOrEqual(10);
  for (const { id, reasons } of items) {
    expect(id).toMatch(/^artist:/);
    expect(reasons).toEqual([expect.stringMatching(/listeners have it/)]);
  }
});

test("a like changes the list at once, and says because of what", async () => {
  const slate = slateOf(page, name);
  const before = await itemIds(slate);
  const first = slate.locator("[data-item]").first();
  const liked = (await first.locator("h3").textContent())?.trim() ?? "";
  await first.locator("[data-like]").click();
  await slate.getByText(`Because you like ${liked}`).first().waitFor({ timeout: 60_000 });
  const after = await itemIds(slate);
  expect(after).not.toEqual(before);
});

test("the Studio writes candidates, and one of them sounds", async () => {
  expect(await writeTunes(page)).toBe(5);
  const proposal = page.locator("[data-proposal]").first();
  keptTitle = (await proposal.locator("h3").textContent())?.trim() ?? "";
  await proposal
    .getByRole("button", { name: new RegExp(`Play.*`) })
    .first()
    .click();
  await page.waitForFunction(
    () => (globalThis as unknown as { __sounds: Blob[] }).__sounds.length > 0,
    undefined,
    { timeout: 120_000 },
  );
  await page
    .getByRole("button", { name: /^Pause/ })
    .first()
    .waitFor({ timeout: 60_000 });
  const sound = await lastSound(page);
  expect(sound.sec).toBeGreaterThan(5);
  expect(sound.rms).toBeGreaterThan(0.005);
  expect(sound.peak).toBeLessThanOrEqual(1);
});

test("kept, it is in the Library, and found by its name", async () => {
  const proposal = page.locator("[data-proposal]").first();
  await proposal.getByRole("button", { name: "Keep" }).click();
  await page.getByText(`“${keptTitle}” is yours now`).waitFor();
  await goTo(page, "/library");
  await page.getByLabel("Search", { exact: true }).fill(keptTitle);
  await page.locator("main").getByText(keptTitle, { exact: true }).first().waitFor();
  await page.locator("main").getByText("Studio").locator("visible=true").first().waitFor();
});

test("its MIDI re-reads equal to its notes, and so does its ABC", async () => {
  await goTo(page, "/studio");
  const save = async (format: "MIDI" | "ABC") => {
    const menu = page.getByRole("button", { name: `More for ${keptTitle}` });
    await menu.first().click();
    const waiting = page.waitForEvent("download");
    await page
      .getByRole("menuitem", { name: `Save as ${format}` })
      .first()
      .click();
    return bytesOf(await waiting);
  };
  const abc = parseAbc(new TextDecoder().decode(await save("ABC")));
  const midi = parseMidi(await save("MIDI"));
  if (!abc.ok || !midi.ok) throw new Error("A saved file could not be read again.");
  const heard = (notes: readonly { pitch: number; tick: number; duration: number }[] = []) =>
    notes.map(({ pitch, tick, duration }) => [pitch, tick, duration]);
  const written = heard(unfold(abc.value).parts[0]?.notes);
  expect(written.length).toBeGreaterThan(20);
  expect(heard(unfold(midi.value).parts[0]?.notes)).toEqual(written);
});

test("after a reload without a server, all of it is still there", async () => {
  await page.goto(`${server.url}/`);
  const slate = slateOf(page, name);
  await slate
    .getByText(/^Because you like /)
    .first()
    .waitFor({ timeout: 60_000 });
  await goTo(page, "/library");
  await page.getByLabel("Search", { exact: true }).fill(keptTitle);
  await page.locator("main").getByText(keptTitle, { exact: true }).first().waitFor();
});

test("no request left for another origin, no policy was broken, no error was logged", () => {
  expect(problems.all).toEqual([]);
});
