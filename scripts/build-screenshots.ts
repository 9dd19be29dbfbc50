import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "./chromium";
import { createStaticServer } from "./serve";

/**
 * Pictures of the built app for the manifest and the README: public/screenshots. Needs a build in
 * dist; shows what a first visit shows, Home after three likes and with the first piece playing.
 */
const folder = "public/screenshots";
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

/** Likes three pieces, comes back to what follows from that, and plays the first. */
async function likeAndPlay(page: Page): Promise<void> {
  for (const row of [0, 3, 6]) await page.locator("[data-like]").nth(row).click();
  await page.waitForTimeout(1_000);
  await page.reload();
  await page
    .getByText(/^Because you like /)
    .first()
    .waitFor();
  await page.locator("[data-item]").first().getByRole("button", { name: /^Play/ }).click();
  await page
    .getByRole("button", { name: /^Pause/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await page.waitForTimeout(6_000);
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
const server = createStaticServer("dist").listen(0);
const browser = await chromium.launch({ executablePath, args: chromiumArgs });
try {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  for (const shot of shots) await take(browser, origin, shot);
} finally {
  await browser.close();
  server.close();
}
