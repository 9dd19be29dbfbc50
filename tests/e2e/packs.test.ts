import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artistItem } from "../../src/base/item";
import { seededRandom } from "../../src/base/random";
import { writePack } from "../../src/formats/pack/write";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { goTo } from "./walk";

/** Packs, taste cards and what counts as taste, on the built app, its server stopped. */
const folder = mkdtempSync(join(tmpdir(), "refrain-packs-"));
const packFile = join(folder, "northern.refrain-pack");
const historyFile = join(folder, "history.csv");
const shots = process.env["REFRAIN_SHOTS"];
let server: Server;
let browser: Browser;
let page: Page;
let problems: Problems;

/** Forty artists in four circles; within a circle each speaks for the others. */
function pack() {
  const names = Array.from(
    { length: 40 },
    (_, n) => `${circles[n % 4]} ${numerals[n >> 2]}`,
  ).sort();
  const random = seededRandom("pack");
  const items = names.map((name) => ({
    id: artistItem(name),
    name,
    tags: [name.split(" ")[0] ?? ""],
  }));
  const rows = items.map((target, t) =>
    items.flatMap((source, s) => (s !== t && source.tags[0] === target.tags[0] ? [s] : [])),
  );
  const index = rows.flat();
  return {
    items,
    users: 500,
    popularity: Uint32Array.from(items, () => 20 + Math.floor(100 * random())),
    weights: {
      ptr: Uint32Array.from([0, ...rows.map((_, t) => rows.slice(0, t + 1).flat().length)]),
      index: Uint32Array.from(index),
      value: Int8Array.from(index, () => 60 + Math.floor(60 * random())),
      scale: new Float32Array(items.length).fill(0.002),
    },
  };
}
const circles = ["Aurora", "Birch", "Cinder", "Delta"];
const numerals = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** Three sittings of one circle, in the form of a Last.fm export. */
function history(): string {
  const rows: string[] = [];
  for (const [day, hour] of [
    ["02", 20],
    ["05", 20],
    ["09", 23],
  ] as const) {
    for (let n = 0; n < 8; n++) {
      const artist = `${hour === 23 ? "Delta" : "Aurora"} ${numerals[n % 5]}`;
      const minutes = String(n * 5).padStart(2, "0");
      rows.push(`${artist},Album,Song ${n},${day} Jun 2025 ${hour}:${minutes}`);
    }
  }
  return `${rows.join("\n")}\n`;
}

beforeAll(async () => {
  writeFileSync(packFile, writePack(pack(), { name: "Northern listeners", set: "" }));
  writeFileSync(historyFile, history());
  server = await startServer();
  browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    acceptDownloads: true,
  });
  problems = await recordProblems(context, server.url);
  page = await context.newPage();
  await page.goto(server.url);
  await page.waitForSelector('html[data-offline="ready"]', { timeout: 120_000 });
  await server.stop();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

async function shoot(name: string): Promise<void> {
  if (shots === undefined) return;
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: false });
}

/** Brings files into the library and gives what the preview says of them. */
async function bring(path: string): Promise<string> {
  await goTo(page, "/library");
  await page.getByRole("button", { name: "Import", exact: true }).first().click();
  await page.locator('dialog input[type="file"]').first().setInputFiles(path);
  const dialog = page.locator("dialog[open]");
  await dialog.locator(".preview").waitFor();
  const said = (await dialog.locator(".preview").textContent()) ?? "";
  await shoot(`import-${path.split(/[./]/).at(-1)}`);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.locator(".done").waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  return said;
}

test("a pack says what it is and what it knows, and Home recommends from it", async () => {
  await bring(historyFile);
  const said = await bring(packFile);
  expect(said).toContain("Pack of a community");
  expect(said).toMatch(/It knows \d+ of your \d+ tracks/);
  await goTo(page, "/");
  await page.getByText("Northern listeners").first().waitFor({ timeout: 60_000 });
  await page.locator("[data-item]").nth(3).waitFor({ timeout: 60_000 });
  const ids = await page
    .locator("[data-item]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-item")));
  expect(ids.some((id) => id?.startsWith("artist:aurora"))).toBe(true);
});

test("a sitting is left out with the plays it has, and counts again", async () => {
  await goTo(page, "/settings");
  await page.getByText("A recent sitting").click();
  await page.getByRole("button", { name: /^Leave out: .*9 Jun/ }).click();
  await page.getByText("leaves out 8 plays").waitFor();
  await page.getByText("Hours of the day").click();
  await page.getByText("Hours of the day").scrollIntoViewIfNeeded();
  await shoot("taste-rules");
  await page.getByRole("button", { name: /^Count again: Listening on/ }).click();
  await page.getByText("Everything you played and rated counts.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await page.getByText("leaves out 8 plays").waitFor();
});

test("a card goes out as a file and a code", async () => {
  await page.getByText("Make the card").scrollIntoViewIfNeeded();
  await page.getByRole("radio", { name: "A little" }).check();
  await page.getByText(/Each of the 40 most common items/).waitFor();
  await page.getByRole("radio", { name: "None", exact: true }).check();
  await press("Make the card");
  const code = page.getByRole("img", { name: "The card as a code" });
  await code.waitFor();
  await shoot("card-made");
  // Away from the messages at the foot of the page.
  await code.evaluate((picture) => picture.scrollIntoView({ block: "start" }));
  await code.screenshot({ path: join(folder, "code.png") });
  const saved = page.waitForEvent("download");
  await press("Save as a file");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.refrain-card$/);
  await file.saveAs(join(folder, "card.refrain-card"));
});

test("another person reads the card, as a picture and as a file: a friend, once", async () => {
  await press("Add someone");
  await page.getByLabel("Name", { exact: true }).fill("Mira");
  await press("Save");
  await page.getByRole("button", { name: "Use the profile Mira" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.waitForSelector("main h1");
  await goTo(page, "/settings");
  for (const name of ["code.png", "card.refrain-card"]) {
    await page
      .locator('input[type="file"][accept*="refrain-card"]')
      .setInputFiles(join(folder, name));
    await page.getByText(/^The card of /).waitFor();
    if (name === "code.png") await shoot("card-received");
    await press("Save as a friend");
    await page
      .getByText(/is a neighbour now|was here already/)
      .first()
      .waitFor();
  }
  await page.getByText("was here already").waitFor();
  const remove = page.getByRole("button", { name: /^Remove / }).filter({ hasText: "Remove" });
  expect(await page.getByText(/10 items?, since|9 items?, since|\d+ items, since/).count()).toBe(1);
  await remove.first().scrollIntoViewIfNeeded();
  await shoot("friends");
});

test("a file that is no card is refused in a sentence, and nothing is kept", async () => {
  const input = page.locator('input[type="file"][accept*="refrain-card"]');
  await input.setInputFiles({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from("{}"),
  });
  await page.getByText("This is not a taste card.").waitFor();
  expect(await page.getByRole("button", { name: "Save as a friend" }).count()).toBe(0);
});

test("nothing was asked of another place, and no policy was broken", () => {
  expect(problems.all).toEqual([]);
});
