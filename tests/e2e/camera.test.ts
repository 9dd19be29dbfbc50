import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import encodeQR from "qr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toCode } from "../../src/formats/tastecard/code";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { goTo } from "./walk";
import { filmOf } from "./y4m";

/** A friend's code before a camera: Chromium's own fake one, which plays a film of the code. */
const folder = mkdtempSync(join(tmpdir(), "refrain-camera-"));
const film = join(folder, "code.y4m");
const card = {
  name: "Mira",
  items: Array.from({ length: 30 }, (_, n) => ({ name: `Nordlys ${n}`, weight: 16 - (n >> 1) })),
};
let server: Server;
let browser: Browser;

/** What the page asked of the camera. */
interface Cameras {
  /** Of every track that was given, whether it is live still. */
  live(): boolean[];
  /** Lets the person take their time to answer. */
  hold: boolean;
  answer?: () => void;
}

beforeAll(async () => {
  const rows = encodeQR(toCode(card), "raw", { ecc: "low", encoding: "alphanumeric", border: 4 });
  writeFileSync(film, filmOf(rows));
  server = await startServer();
  browser = await launch([
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Settings in a browser where the camera is allowed or refused. */
async function settings(
  allowed: boolean,
): Promise<{ context: BrowserContext; page: Page; problems: Problems }> {
  const context = await browser.newContext({ locale: "en-GB" });
  await context.grantPermissions(allowed ? ["camera"] : [], { origin: server.url });
  const problems = await recordProblems(context, server.url);
  await context.addInitScript(() => {
    // The empty first page of a tab has none.
    if (!("mediaDevices" in navigator)) return;
    const tracks: MediaStreamTrack[] = [];
    const cameras: Cameras = {
      live: () => tracks.map((track) => track.readyState === "live"),
      hold: false,
    };
    Object.assign(globalThis, { __cameras: cameras });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      tracks.push(...stream.getTracks());
      if (cameras.hold) await new Promise<void>((resolve) => (cameras.answer = resolve));
      return stream;
    };
  });
  const page = await context.newPage();
  await page.goto(`${server.url}/settings`);
  await page.getByRole("button", { name: "Scan a code" }).scrollIntoViewIfNeeded();
  return { context, page, problems };
}

const live = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { __cameras: Cameras }).__cameras.live());

test("the camera reads a friend's code, and its light goes out", async () => {
  const { context, page, problems } = await settings(true);
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.locator("video").waitFor();
  await page.getByText("The card of Mira").waitFor({ timeout: 30_000 });
  expect(await page.locator("video").count()).toBe(0);
  expect(await live(page)).toEqual([false]);
  await page.getByRole("button", { name: "Save as a friend" }).click();
  await page.getByText("30 items, since").waitFor();
  expect(problems.all).toEqual([]);
  await context.close();
});

test("a camera that is refused is said, with what to do instead", async () => {
  const { context, page } = await settings(false);
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.getByText(/The camera is not allowed here\. .*open a picture of the code/).waitFor();
  expect(await page.locator("video").count()).toBe(0);
  expect(await page.getByRole("button", { name: "Scan a code" }).isEnabled()).toBe(true);
  await context.close();
});

/** Presses Scan and keeps the camera from showing anything that could be read. */
async function scanNothing(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(HTMLVideoElement.prototype, "videoWidth", { get: () => 1 });
  });
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.locator("video").waitFor();
}

test("the light goes out when the person stops, and when they leave the page", async () => {
  const { context, page } = await settings(true);
  await scanNothing(page);
  expect(await live(page)).toEqual([true]);
  await page.getByRole("button", { name: "Stop the camera" }).click();
  expect(await live(page)).toEqual([false]);
  expect(await page.locator("video").count()).toBe(0);
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.locator("video").waitFor();
  await goTo(page, "/library");
  expect(await live(page)).toEqual([false, false]);
  await context.close();
});

test("a camera that is allowed only after the page was left stays dark", async () => {
  const { context, page } = await settings(true);
  const cameras = await page.evaluateHandle(
    () => (globalThis as unknown as { __cameras: Cameras }).__cameras,
  );
  await cameras.evaluate((all) => (all.hold = true));
  await page.getByRole("button", { name: "Scan a code" }).click();
  await page.waitForFunction((all) => all.answer !== undefined, cameras);
  await goTo(page, "/library");
  await cameras.evaluate((all) => all.answer?.());
  await page.waitForFunction((all) => all.live().every((on) => !on), cameras, { timeout: 5_000 });
  await context.close();
});
