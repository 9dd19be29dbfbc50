import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeWav } from "../../src/formats/wav/write";
import { clicks, RATE_HZ } from "../features/sounds";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { goTo } from "./walk";

/** A folder of music comes in, plays and is measured, with the server gone since the first visit. */
const folder = join(mkdtempSync(join(tmpdir(), "refrain-")), "Music");
let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: Problems;

function beat(bpm: number, sec: number): Uint8Array {
  return writeWav({ sampleRateHz: RATE_HZ, channels: [clicks(bpm, sec)] });
}

beforeAll(async () => {
  mkdirSync(join(folder, "Ann"), { recursive: true });
  writeFileSync(join(folder, "Ann", "Ann - Slow Beat.wav"), beat(84, 8));
  writeFileSync(join(folder, "Ann", "Ann - Fast Beat.wav"), beat(132, 8));
  copyFileSync("tests/fixtures/audio/tone.mp3", join(folder, "tone.mp3"));
  writeFileSync(join(folder, "broken.flac"), "fLaC");
  const list = ["#EXTM3U", "#PLAYLIST:Evening", "Ann/Ann - Fast Beat.wav", "tone.mp3", "gone.mp3"];
  writeFileSync(join(folder, "list.m3u8"), list.join("\n"));
  server = await startServer();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  problems = await recordProblems(context, server.url);
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
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const row = (title: string) => page.locator(".track").filter({ hasText: title });

/** The library shows the files alone. */
async function showFiles(): Promise<void> {
  await goTo(page, "/library");
  await page.getByLabel("From").selectOption("file");
}

test("a folder is read: tracks, a playlist, and what cannot be used", async () => {
  await goTo(page, "/library");
  await page.getByRole("button", { name: "Import", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[data-import="folder"]').setInputFiles(folder);
  await dialog.getByText("Copies on this device take").waitFor({ timeout: 60_000 });
  const said = (await dialog.locator(".preview").textContent()) ?? "";
  expect(said).toContain("Music files + Playlists");
  expect(said).toContain("1 row or file cannot be used");
  expect(said).toContain("1 line of playlists without a track");
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  const added = await dialog.getByText(/^Added: /).textContent({ timeout: 60_000 });
  expect(added).toMatch(/3 tracks.*2 artists.*3 files.*1 playlist/);
  await dialog.getByRole("button", { name: "Done" }).click();
});

test("the files are in the list, one with its picture, and one sounds", async () => {
  await showFiles();
  await expect.poll(() => page.locator(".track").count()).toBe(3);
  const picture = row("Glasfluß").locator("img");
  await picture.waitFor();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(16);
  await row("Fast Beat").getByRole("button", { name: "Play: Fast Beat" }).click();
  await page.getByRole("button", { name: "Pause: Fast Beat" }).waitFor();
  const position = page.locator("[data-player] input[type=range]").last();
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0.2);
});

test("its page shows what was measured of it", async () => {
  await page.getByRole("link", { name: "Open Fast Beat" }).click();
  await page.locator("main").getByText("132 beats a minute").waitFor({ timeout: 120_000 });
  await page.locator("main").getByText(/LUFS/).waitFor();
  await page.getByText("Next in line").waitFor();
});

test("a playlist is opened, played, renamed, deleted and brought back", async () => {
  await goTo(page, "/library");
  await page.getByRole("link", { name: "Playlists" }).click();
  await page.getByRole("link", { name: "Evening" }).click();
  await expect.poll(() => page.locator(".track").count()).toBe(2);
  await page.locator("main").getByRole("button", { name: "Play: Evening" }).click();
  await page.getByRole("link", { name: "Open Fast Beat" }).waitFor();
  await page.getByRole("link", { name: "All playlists" }).click();
  const menu = page.getByRole("button", { name: "More for Evening" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.locator("main form input").fill("Morning");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "More for Morning" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByText("“Morning” is deleted.").waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("link", { name: "Morning" }).waitFor();
});

test("after a reload without a server the files are there and sound", async () => {
  await page.reload();
  await page.waitForSelector("main h1");
  await showFiles();
  await row("Slow Beat").getByRole("button", { name: "Play: Slow Beat" }).click();
  await page.getByRole("button", { name: "Pause: Slow Beat" }).waitFor();
});

test("undone, nothing of the import is left", async () => {
  await page.getByRole("button", { name: "Close the player" }).click();
  await page.getByRole("link", { name: "Imports" }).click();
  await page.getByRole("button", { name: /^Undo the import of Music files/ }).click();
  await page.getByText("Nothing was imported yet.").waitFor({ timeout: 60_000 });
  const left = await page.evaluate(async () => {
    const opened = indexedDB.open("refrain");
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const stores = ["audioFiles", "art", "playlists"];
    const counts = stores.map(
      (name) =>
        new Promise<number>((resolve) => {
          const request = opened.result.transaction(name).objectStore(name).count();
          request.onsuccess = () => resolve(request.result);
        }),
    );
    return Promise.all(counts);
  });
  expect(left).toEqual([0, 0, 0]);
});

test("no request left for another origin, no policy was broken, no error was logged", () => {
  expect(problems.all).toEqual([]);
});
