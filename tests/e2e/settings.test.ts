import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";

const folder = mkdtempSync(join(tmpdir(), "refrain-settings-"));
const backup = join(folder, "backup.zip");
let server: Server;
let browser: Browser;
let page: Page;
let problems: Problems;

const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (name: string) => page.getByRole("heading", { name, exact: true });

/** Rows of a table of the library, counted without the app. */
function count(table: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("refrain");
        opening.onerror = () => reject(opening.error ?? new Error("no library"));
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    table,
  );
}

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  const context = await browser.newContext({ locale: "en-GB", acceptDownloads: true });
  problems = await recordProblems(context, server.url);
  page = await context.newPage();
  await page.goto(`${server.url}/settings`);
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("a backup is one file, and says when it was made", async () => {
  const saved = page.waitForEvent("download");
  await press("Save a backup");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^refrain-\d{4}-\d{2}-\d{2}\.zip$/);
  await file.saveAs(backup);
  await page.getByText(/^Last backup: /).waitFor();
});

test("the shelf goes in one press, and comes back with the backup", async () => {
  const tracks = await count("tracks");
  expect(tracks).toBeGreaterThanOrEqual(120);
  await press("Remove the shelf");
  await page.getByText("The starter shelf is gone.").waitFor();
  expect(await count("tracks")).toBe(0);
  await page.setInputFiles("input[type=file]", backup);
  await heading("What is in this backup").waitFor();
  expect(await count("tracks")).toBe(0);
  await press("Replace");
  await heading("The backup is restored.").waitFor();
  expect(await count("tracks")).toBe(tracks);
});

test("a file that is no backup changes nothing and says so", async () => {
  await page.goto(`${server.url}/settings`);
  await page.setInputFiles("input[type=file]", {
    name: "holiday.zip",
    mimeType: "application/zip",
    buffer: Buffer.from("not an archive at all"),
  });
  await page.getByRole("alert").first().waitFor();
  expect(await count("tracks")).toBeGreaterThanOrEqual(120);
});

test("starting over leaves nothing behind, and the app starts as on the first day", async () => {
  await page.evaluate(() => localStorage.setItem("refrain.theme", "dark"));
  await press("Remove everything…");
  await press("Go on without");
  await page.locator("dialog[open] input").fill("remove");
  await press("Remove it all");
  await page.waitForURL(`${server.url}/`);
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  expect(await page.evaluate(() => localStorage.getItem("refrain.theme"))).toBeNull();
  expect(await count("songs")).toBe(0);
});

test("no request elsewhere, no broken policy, no error", () => {
  expect(problems.all).toEqual([]);
});
