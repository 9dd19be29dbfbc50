import { spawnSync } from "node:child_process";
import type { Page } from "playwright-core";
import { listeningFiles } from "../tests/e2e/history";
import { launch, longTasks, startServer, watchLongTasks } from "../tests/e2e/support";
import { goTo, importCommunity, itemIds, keepSounds, slateOf, writeTunes } from "../tests/e2e/walk";

const name = "Listeners";

/** What a person does, and what must be over before the next thing counts. */
const walk: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["import", (page) => importCommunity(page, listeningFiles().paths, name)],
  [
    "recommend",
    async (page) => {
      await goTo(page, "/");
      await slateOf(page, name).locator("[data-item]").first().waitFor();
    },
  ],
  [
    "like",
    async (page) => {
      const slate = slateOf(page, name);
      const before = await itemIds(slate);
      await slate.locator("[data-like]").first().click();
      await slate
        .getByText(/^Because you like /)
        .first()
        .waitFor();
      if ((await itemIds(slate)).join() === before.join()) throw new Error("Nothing changed.");
    },
  ],
  ["write", writeTunes],
  [
    "play",
    async (page) => {
      await page.locator("[data-proposal]").first().getByRole("button", { name: /^Play/ }).click();
      await page
        .getByRole("button", { name: /^Pause/ })
        .first()
        .waitFor({ timeout: 120_000 });
      await page.waitForTimeout(4_000);
    },
  ],
];

/**
 * Tasks over 50 ms on the page's main thread while workers work, by what the person was doing, in
 * the built app in Chromium (the Long Tasks API sees tasks of 50 ms and more).
 */
export async function run(): Promise<object> {
  spawnSync("npx", ["vite", "build"], { stdio: "ignore" });
  const server = await startServer();
  const browser = await launch();
  try {
    const context = await browser.newContext({ locale: "en-GB" });
    await watchLongTasks(context);
    await keepSounds(context);
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
    let seen = (await longTasks(page)).length;
    const phases: Record<string, { tasks: number; longestMs: number; elapsedMs: number }> = {};
    for (const [phase, step] of walk) {
      const began = performance.now();
      await step(page);
      const tasks = (await longTasks(page)).slice(seen);
      seen += tasks.length;
      phases[phase] = {
        tasks: tasks.length,
        longestMs: Math.max(0, ...tasks.map(({ ms }) => ms)),
        elapsedMs: Math.round(performance.now() - began),
      };
    }
    return { limitMs: 50, data: listeningFiles().real ? "HetRec 2011 Last.fm" : "made", phases };
  } finally {
    await browser.close();
    await server.stop();
  }
}
