import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";

let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: Problems;

const pages = 'nav[aria-label="Pages"]';
const addresses = ["/", "/library", "/studio", "/insights", "/player", "/settings"];

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  problems = await recordProblems(context, server.url);
  page = await context.newPage();
  await page.goto(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("the first visit says when it is ready for work offline", async () => {
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  const kept = await page.evaluate(async () => {
    const sizes: Record<string, number> = {};
    for (const name of await caches.keys()) {
      sizes[name] = (await (await caches.open(name)).keys()).length;
    }
    return sizes;
  });
  expect(kept["refrain-models"]).toBeGreaterThan(0);
  expect(Object.keys(kept).some((name) => name.startsWith("workbox-precache"))).toBe(true);
});

test("what is kept is what was announced, byte for byte", async () => {
  const differing = await page.evaluate(async () => {
    const { files } = (await (await fetch("/offline.json")).json()) as {
      files: { url: string; sha256: string }[];
    };
    const wrong: string[] = [];
    for (const { url, sha256 } of files) {
      const bytes = await (await caches.match(url))?.arrayBuffer();
      const digest = bytes && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const hex = digest && [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      if (hex !== sha256) wrong.push(url);
    }
    return wrong;
  });
  expect(differing).toEqual([]);
});

test("with the server gone, every page opens by its address", async () => {
  await server.stop();
  for (const address of addresses) {
    await page.goto(server.url + address);
    await page.waitForSelector("main h1");
    expect(await page.title()).toMatch(/ · Refrain$/);
    expect(await page.locator(`${pages} a`).count(), address).toBe(5);
  }
});

test("and by its link, with focus on the title and nothing loaded anew", async () => {
  await page.goto(`${server.url}/`);
  await page.waitForSelector("main h1");
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  for (const address of ["/library", "/studio", "/insights", "/settings", "/"]) {
    await page.click(`${pages} a[href="${address}"]`);
    await page.waitForFunction(
      (path) =>
        location.pathname === path &&
        document.querySelector('nav [aria-current="page"]')?.getAttribute("href") === path &&
        document.activeElement?.localName === "h1",
      address,
    );
  }
  expect(await page.evaluate(() => "sameDocument" in globalThis)).toBe(true);
});

test("the other language and the other theme work offline too", async () => {
  await page.goto(`${server.url}/settings`);
  await page.getByRole("radio", { name: "简体中文" }).check();
  await page.waitForSelector('html[lang="zh-Hans"]');
  await page.getByRole("radio", { name: "深色" }).check();
  await page.reload();
  await page.waitForSelector("main h1");
  expect(await page.locator("main h1").textContent()).toBe("设置");
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
});

test("nothing was asked of another origin, no policy was broken, no error was logged", () => {
  expect(problems.all).toEqual([]);
});
