import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStaticServer } from "../../scripts/serve";
import { launch } from "./support";

/** A build of its own, served on a port of its own, that a later build replaces in place. */
const folder = mkdtempSync(join(tmpdir(), "refrain-update-"));
let server: Server;
let browser: Browser;
let url: string;
let first: Page;
let second: Page;
const loads = { first: 0, second: 0 };

beforeAll(async () => {
  cpSync("dist", folder, { recursive: true, dereference: true });
  server = createStaticServer(folder).listen(0);
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launch();
  const context = await browser.newContext({ locale: "en-GB" });
  first = await context.newPage();
  await first.goto(url);
  await first.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  second = await context.newPage();
  await second.goto(`${url}/settings`);
  await settled(second);
  first.on("load", () => loads.first++);
  second.on("load", () => loads.second++);
});

afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
});

/**
 * The page and all it asks of the worker has come. Chromium lets a worker that a page left in the
 * middle of its questions live on for minutes, and a new one waits for it.
 */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector("main h1");
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
}

/** The next build: another document, and a page whose chunk has another name by now. */
function publishNextBuild(): void {
  const html = join(folder, "index.html");
  writeFileSync(html, readFileSync(html, "utf8").replace("<body>", '<body data-build="next">'));
  const chunk = readdirSync(join(folder, "assets")).find((name) => /^Studio-.*\.js$/.test(name));
  if (chunk === undefined) throw new Error("The studio has no chunk of its own.");
  rmSync(join(folder, "assets", chunk));
  const worker = join(folder, "service-worker.js");
  const old = readFileSync(worker, "utf8");
  const entries = [...old.matchAll(/\{"revision":[^}]*\},?/g)].map(([entry]) => entry);
  const document = entries.find((entry) => entry.includes('"url":"index.html"'));
  const studio = entries.find((entry) => entry.includes(chunk));
  if (document === undefined || studio === undefined) throw new Error("The list looks different.");
  const changed = document.replace(/"[0-9a-f]{32}"/, `"${"f".repeat(32)}"`);
  writeFileSync(worker, old.replace(document, changed).replace(studio, ""));
}

test("a new build waits, and both tabs go on with the old one", async () => {
  publishNextBuild();
  await first.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await first.getByText("A new version is ready.").waitFor();
  expect(loads).toEqual({ first: 0, second: 0 });
  await second.reload();
  expect(await second.locator("body").getAttribute("data-build")).toBeNull();
  await settled(second);
});

test("taken, it reloads the tab that took it, once; the other one is told", async () => {
  loads.second = 0;
  await first.getByRole("button", { name: "Restart with it" }).click();
  // The new worker waits until the old one has answered what it was asked.
  await first.waitForSelector('body[data-build="next"]', { timeout: 120_000 });
  await first.waitForSelector("main h1");
  await second.getByText("Refrain was updated in another tab.").waitFor();
  await first.waitForTimeout(1_500);
  expect(loads).toEqual({ first: 1, second: 0 });
});

test("the tab with the old build still opens pages it had not loaded", async () => {
  await second.click('nav[aria-label="Pages"] a[href="/studio"]');
  await second.waitForFunction(() => document.querySelector("main h1")?.textContent === "Studio");
});
