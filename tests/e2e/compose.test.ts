import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAbc } from "../../src/formats/abc/tunebook";
import { writeWav } from "../../src/formats/wav/write";
import type { Score } from "../../src/music/score";
import { launch, recordProblems, startServer, type Problems, type Server } from "./support";
import { bytesOf, goTo, keepSounds, lastSound, writeTunes } from "./walk";

/** Writing with the composer, on the built app, its server stopped after the first visit. */
const folder = mkdtempSync(join(tmpdir(), "refrain-hum-"));
const hum = join(folder, "hum.wav");
const written = 240_000;
let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: Problems;

/** A voice going up a chord and down again, over and over: what the fake microphone hears. */
function voice(pitches: readonly number[]): Uint8Array {
  const sampleRateHz = 48_000;
  const each = sampleRateHz / 2;
  const samples = new Float32Array(each * pitches.length);
  pitches.forEach((pitch, n) => {
    const hz = 440 * 2 ** ((pitch - 69) / 12);
    const sounding = each * 0.85;
    for (let i = 0; i < sounding; i++) {
      const fade = Math.min(1, i / 1200, (sounding - i) / 1200);
      const phase = (2 * Math.PI * hz * i) / sampleRateHz;
      samples[n * each + i] = 0.4 * fade * (Math.sin(phase) + 0.4 * Math.sin(2 * phase));
    }
  });
  return writeWav({ sampleRateHz, channels: [samples] });
}

beforeAll(async () => {
  writeFileSync(hum, voice([60, 64, 67, 72, 67, 64]));
  server = await startServer();
  browser = await launch([
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${hum}`,
  ]);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  await context.grantPermissions(["microphone"], { origin: server.url });
  problems = await recordProblems(context, server.url);
  await keepSounds(context);
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
  rmSync(folder, { recursive: true });
});

const main = () => page.locator("main");
const said = (words: string | RegExp) => main().getByText(words).first();

function press(name: string | RegExp, inside: Locator = main()): Promise<void> {
  return inside.getByRole("button", { name }).first().click();
}

/** The piece on the bench, as its ABC file has it. */
async function piece(): Promise<Score> {
  await press(/^More for /, page.locator("[data-bench]"));
  const waiting = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save as ABC" }).first().click();
  const read = parseAbc(new TextDecoder().decode(await bytesOf(await waiting)));
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

/** A bar's notes, from its start. */
function bar({ bars, parts }: Score, index: number): readonly string[] {
  const { tick: start = 0, duration = 0 } = bars[index] ?? {};
  return (parts[0]?.notes ?? []).flatMap(({ tick, pitch, duration: length }) =>
    tick >= start && tick < start + duration ? [`${tick - start}:${pitch}:${length}`] : [],
  );
}

test("one press writes arranged pieces, and one of them sounds", async () => {
  expect(await writeTunes(page)).toBe(5);
  await page.locator("[data-proposal]").first().getByRole("link", { name: "Work on it" }).click();
  await page.locator("[data-bench] [data-bar]").first().waitFor();
  expect((await piece()).chords.length).toBeGreaterThan(3);
  await press(/^Play/, page.locator("[data-bench]"));
  await page
    .getByRole("button", { name: /^Pause/ })
    .first()
    .waitFor({ timeout: 120_000 });
  expect((await lastSound(page)).rms).toBeGreaterThan(0.005);
});

test("kept, it opens on its bench after a reload", async () => {
  await press("Keep", page.locator("[data-bench]"));
  await page.getByText(/is yours now/).waitFor();
  await goTo(page, "/studio");
  await main().locator(".pieces h3 a").first().click();
  await page.locator("[data-bench] [data-bar]").first().waitFor();
  await page.reload();
  await page.locator("[data-bench] [data-bar]").first().waitFor({ timeout: 60_000 });
  await said("Every step is saved.").waitFor();
});

test.each(["Vary", "Simplify", "Same rhythm", "Write anew"])(
  "%s changes the bars chosen and no other, and is undone",
  async (name) => {
    const before = await piece();
    await main()
      .locator("label", { hasText: "From bar" })
      .locator("select")
      .selectOption({ value: "2" });
    await main()
      .locator("label", { hasText: "To bar" })
      .locator("select")
      .selectOption({ value: "3" });
    await main().getByRole("button", { name, exact: true }).click();
    const cards = page.locator("[data-alternative]");
    await cards.first().waitFor({ timeout: written });
    expect(await cards.count()).toBeGreaterThanOrEqual(3);
    await press(/^Keep this: Alternative 1/);
    await cards.first().waitFor({ state: "detached" });
    const after = await piece();
    const same = after.bars.flatMap((_, i) =>
      JSON.stringify(bar(after, i)) === JSON.stringify(bar(before, i)) ? [i] : [],
    );
    expect(after.bars).toHaveLength(before.bars.length);
    expect(same).toEqual(
      expect.arrayContaining(after.bars.flatMap((_, i) => (i < 2 || i > 3 ? [i] : []))),
    );
    await press("Undo");
    expect((await piece()).parts).toEqual(before.parts);
  },
);

test("other chords stand under the same notes", async () => {
  const before = await piece();
  await press("Other chords");
  await page.locator("[data-alternative]").first().waitFor({ timeout: written });
  await press(/^Keep this: Alternative 1/);
  await page.locator("[data-alternative]").first().waitFor({ state: "detached" });
  const after = await piece();
  expect(after.parts).toEqual(before.parts);
  expect(after.chords.length).toBeGreaterThan(0);
});

test("how much of it stands in known tunes is said", async () => {
  await page.locator("[data-originality]").waitFor({ timeout: written });
  expect(await page.locator("[data-originality]").textContent()).toMatch(
    /known tunes|Like “|too close/,
  );
});

test("a typed motif is what a tune begins with", async () => {
  await goTo(page, "/studio");
  await main().getByRole("link", { name: "Start from a motif" }).click();
  await main().getByLabel("Notes").fill("G2 B d B A G2 A B");
  await press("Grow a tune");
  await said("Begins with your motif").waitFor();
  await page.locator("[data-proposal]").first().waitFor({ timeout: written });
  await page.locator("[aria-busy=true]").waitFor({ state: "detached", timeout: written });
  await page.locator("[data-proposal]").first().getByRole("link", { name: "Work on it" }).click();
  const notes = (await piece()).parts[0]?.notes.map(({ pitch }) => pitch) ?? [];
  expect(notes.join(" ")).toContain("67 71 74 71 69 67 69 71");
});

test("a hummed motif is heard, and the microphone is let go", async () => {
  await goTo(page, "/studio");
  await main().getByRole("link", { name: "Start from a motif" }).click();
  await main().getByRole("radio", { name: "Hum it" }).check();
  await press("Record");
  await said("Listening. Hum or whistle one line.").waitFor();
  await page.waitForTimeout(3_000);
  await press("Done");
  const notes = page.locator("[data-note]");
  await notes.nth(3).waitFor({ timeout: 60_000 });
  const names = (await notes.allTextContents()).map((text) => text.trim());
  expect(names.join(" ")).toContain("E4 G4 C5");
});

test("a style is trained on what was kept, and undone", async () => {
  await goTo(page, "/studio");
  await press(/^Write (a piece|again)/);
  await page.locator(".proposed").nth(3).waitFor({ timeout: written });
  for (let i = 0; i < 3; i++) await press("Keep", page.locator(".proposed").first());
  await main().getByRole("link", { name: "My style" }).click();
  await press("Train on what I kept and liked");
  await said(/^Learned from \d+ pieces\.$/).waitFor({ timeout: written });
  await press("Undo the last training");
  await said(/^No style has been learned yet/).waitFor();
});

test("no request left for another origin, no policy was broken, no error was logged", () => {
  expect(problems.all).toEqual([]);
});
