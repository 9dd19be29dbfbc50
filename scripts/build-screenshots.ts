import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "./chromium";
import { createStaticServer } from "./serve";

/**
 * Pictures of the built app for the manifest and the README: public/screenshots. Shows what a first
 * visit shows; Home and what is similar after three likes and with a piece playing.
 *
 * Usage: tsx scripts/build-screenshots.ts [BUILD]; the build in dist when absent
 */
const folder = "public/screenshots";
const build = process.argv[2] ?? "dist";
const sizes = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 390, height: 844 },
} as const;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly form: keyof typeof sizes;
  readonly scheme: "light" | "dark";
  readonly language: string;
  readonly before?: (page: Page) => Promise<void>;
}

/** Asks for candidates and waits until the first is drawn. */
async function compose(page: Page): Promise<void> {
  await page.locator("main form button.light").first().click();
  await page.waitForSelector("main article[data-proposal] svg", { timeout: 60_000 });
}

/** Likes three pieces, comes back to the mix and the rows that follow, and plays the first row. */
async function likeAndPlay(page: Page): Promise<void> {
  for (const row of [0, 3, 6]) await page.locator("[data-like]").nth(row).click();
  await page.waitForTimeout(1_000);
  await page.reload();
  const shelf = page.locator('[data-shelf="because"]').first();
  await shelf.waitFor({ timeout: 60_000 });
  await shelf.getByRole("button", { name: /^Play/ }).first().click();
  await page
    .getByRole("button", { name: /^Pause/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await page.waitForTimeout(6_000);
  await page.evaluate(() => scrollTo(0, 0));
}

/** The rows of Home, the first at the top. */
async function showRows(page: Page): Promise<void> {
  await likeAndPlay(page);
  await page.evaluate(() => {
    const shelf = document.querySelector("[data-shelf]");
    scrollTo(0, scrollY + (shelf?.getBoundingClientRect().top ?? 0));
  });
  await page.waitForTimeout(500);
}

/** From Home to the page of what is similar to the first piece of its first row. */
async function openSimilar(page: Page): Promise<void> {
  await likeAndPlay(page);
  await page.locator('[data-shelf="because"] h2 a').first().click();
  await page.locator("main .rows [data-item]").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
}

const shots: readonly Shot[] = [
  {
    name: "home",
    path: "/",
    form: "wide",
    scheme: "light",
    language: "en",
    before: likeAndPlay,
  },
  {
    name: "studio",
    path: "/studio",
    form: "wide",
    scheme: "dark",
    language: "en",
    before: compose,
  },
  { name: "rows", path: "/", form: "wide", scheme: "light", language: "en", before: showRows },
  {
    name: "similar",
    path: "/",
    form: "wide",
    scheme: "light",
    language: "en",
    before: openSimilar,
  },
  {
    name: "home-narrow",
    path: "/",
    form: "narrow",
    scheme: "light",
    language: "en",
    before: likeAndPlay,
  },
  { name: "library-narrow", path: "/library", form: "narrow", scheme: "dark", language: "en" },
];

async function take(browser: Browser, origin: string, shot: Shot): Promise<void> {
  const page = await browser.newPage({
    viewport: sizes[shot.form],
    colorScheme: shot.scheme,
    locale: shot.language,
    reducedMotion: "reduce",
  });
  // The first visit's note about working offline has passed by then.
  await page.addInitScript(() => localStorage.setItem("refrain.offlineSaid", "yes"));
  await page.goto(origin + shot.path);
  await page.waitForSelector("main h1");
  await page.waitForTimeout(3_000);
  await shot.before?.(page);
  await page.screenshot({ path: `${folder}/${shot.name}.png` });
  await page.close();
}

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error("No Chromium was found; set CHROMIUM.");
await mkdir(folder, { recursive: true });
const server = createStaticServer(build).listen(0);
const browser = await chromium.launch({ executablePath, args: chromiumArgs });
try {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  for (const shot of shots) await take(browser, origin, shot);
} finally {
  await browser.close();
  server.close();
}
