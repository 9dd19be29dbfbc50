import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { goTo, importHistory } from "./walk";

/** The people of a device and what counts as the taste of each, on the built app. */
const folder = mkdtempSync(join(tmpdir(), "refrain-taste-"));
let server: Server;
let browser: Browser;
let page: Page;
let problems: Problems;

/** Two evenings of the same eight songs and a night of six others, in a Last.fm export. */
function history(): string {
  const sitting = (day: string, hour: number, artist: string, songs: number) =>
    Array.from(
      { length: songs },
      (_, n) => `${artist},Album,Song ${n},${day} Jun 2025 ${hour}:${String(n * 5 + 10)}`,
    );
  const rows = [
    ...sitting("02", 20, "Aurora", 8),
    ...sitting("05", 20, "Aurora", 8),
    ...sitting("09", 23, "Delta", 6),
  ];
  return `${rows.join("\n")}\n`;
}

const playlist = `#EXTM3U
#PLAYLIST:Waking up
#EXTINF:200,Aurora - Song 0
aurora-0.mp3
#EXTINF:200,Aurora - Song 1
aurora-1.mp3
`;

beforeAll(async () => {
  const files = [join(folder, "history.csv"), join(folder, "Waking up.m3u8")] as const;
  writeFileSync(files[0], history());
  writeFileSync(files[1], playlist);
  server = await startServer();
  browser = await launch();
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC" });
  problems = await recordProblems(context, server.url);
  page = await context.newPage();
  await page.goto(server.url);
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  for (const file of files) await importHistory(page, [file]);
  await goTo(page, "/settings");
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
const undo = () => page.getByRole("button", { name: "Undo", exact: true }).last().click();
const everything = () => page.getByText("Everything you played and rated counts.");

/** What is left out, as the page says it: rule and plays. */
async function rules(): Promise<readonly string[]> {
  const texts = await page.locator(".rules li > div").allTextContents();
  return texts.map((text) => text.replace(/\s+/g, " ").trim()).sort();
}

/** The people of the page, each with what is said of them. */
async function people(): Promise<readonly string[]> {
  const texts = await page.locator(".people li > div:first-child").allTextContents();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

async function nameIt(name: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await press("Save");
}

/** Becomes someone and comes back to Settings. */
async function become(name: string): Promise<void> {
  await press(`Use the profile ${name}`);
  await page.waitForURL((url) => url.pathname === "/");
  await page.waitForSelector("main h1");
  await goTo(page, "/settings");
  await page.locator(".people li", { hasText: name }).getByText("In use").waitFor();
}

const leftOut = [
  "From 23:00 to 06:00, Every day leaves out 6 plays",
  "Playlist Waking up leaves out 4 plays",
];

test("hours and a playlist are left out, with the plays that go with them", async () => {
  await page.getByText("Hours of the day").click();
  await page.getByRole("button", { name: "Leave out", exact: true }).last().click();
  await page.getByText("leaves out 6 plays").waitFor();
  await page.getByText("A playlist", { exact: true }).click();
  await press("Leave out: Waking up");
  await page.getByText("leaves out 4 plays").waitFor();
  expect(await rules()).toEqual(leftOut);
});

test("a taste begins anew, and the old one is taken back", async () => {
  await press("Begin anew");
  await page.getByText("leaves out 22 plays").waitFor();
  await undo();
  await page.getByText("leaves out 22 plays").waitFor({ state: "detached" });
  expect(await rules()).toEqual(leftOut);
});

test("a copied taste begins as the first and goes its own way", async () => {
  await press("Copy this taste");
  await nameIt("Nights");
  await page.getByText("Nights is here. Press Use to become them.").waitFor();
  await become("Nights");
  await page.getByText("leaves out 4 plays").waitFor();
  expect(await rules()).toEqual(leftOut);
  expect(await people()).toEqual(["Me", "Nights In use Began as Me"]);
  for (const name of [/^Count again: From 23:00/, /^Count again: Playlist/]) await press(name);
  await everything().waitFor();
  await become("Me");
  await page.getByText("leaves out 4 plays").waitFor();
  expect(await rules()).toEqual(leftOut);
});

test("someone new is renamed, and has no history and no rules of another", async () => {
  await press("Add someone");
  await nameIt("Mira");
  await press("Rename Mira");
  await nameIt("Mira Lind");
  await page.locator(".people").getByText("Mira Lind").waitFor();
  await become("Mira Lind");
  await everything().waitFor();
  await page.getByText("A recent sitting").click();
  await page.getByText("No sittings yet.").waitFor();
  expect(await people()).toEqual(["Me", "Nights Began as Me", "Mira Lind In use"]);
});

test("a deleted person comes back with all that was theirs", async () => {
  const plays = page.getByText(/^22 plays, 0 ratings and 0 songs go with it/);
  await press("Delete Nights");
  await plays.waitFor();
  await page.locator("dialog[open]").getByRole("button", { name: "Delete" }).click();
  await page.getByText("Nights is deleted.").waitFor();
  expect(await people()).toEqual(["Me", "Mira Lind In use"]);
  await undo();
  await page.getByRole("button", { name: "Use the profile Nights" }).waitFor();
  expect(await people()).toEqual(["Me", "Nights Began as Me", "Mira Lind In use"]);
  await press("Delete Nights");
  await plays.waitFor();
  await press("Cancel");
});

test("nothing was asked of another place, and no policy was broken", () => {
  expect(problems.all).toEqual([]);
});
