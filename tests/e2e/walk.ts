import type { BrowserContext, Download, Locator, Page } from "playwright-core";

/** What a person does in the app, step by step; the journey and the benchmark walk the same way. */

export async function goTo(page: Page, address: string): Promise<void> {
  await page.click(`nav[aria-label="Pages"] a[href="${address}"]`);
  await page.waitForFunction((path) => location.pathname === path, address);
  await page.waitForSelector("main h1");
}

/** Imports files through the Library's dialog, as other listeners under a name. */
export async function importCommunity(
  page: Page,
  paths: readonly string[],
  name: string,
): Promise<string> {
  await goTo(page, "/library");
  await page.getByRole("button", { name: "Import", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[data-import="files"]').setInputFiles([...paths]);
  const field = dialog.getByLabel("Name for these listeners");
  await field.waitFor({ timeout: 120_000 });
  await field.fill(name);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  const added = dialog.getByText(/^Added: /);
  await added.waitFor({ timeout: 120_000 });
  const text = (await added.textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  return text;
}

/** Imports files through the Library's dialog, as the person's own. */
export async function importHistory(page: Page, paths: readonly string[]): Promise<void> {
  await goTo(page, "/library");
  await page.getByRole("button", { name: "Import", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[data-import="files"]').setInputFiles([...paths]);
  const commit = dialog.getByRole("button", { name: "Import", exact: true });
  await commit.click({ timeout: 120_000 });
  await dialog.getByText(/^Added: /).waitFor({ timeout: 120_000 });
  await dialog.getByRole("button", { name: "Done" }).click();
}

/** The list of one community on Home. */
export function slateOf(page: Page, name: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

export function itemIds(slate: Locator): Promise<string[]> {
  return slate
    .locator("[data-item]")
    .evaluateAll((entries) => entries.map((entry) => entry.getAttribute("data-item") ?? ""));
}

/** Asks the Studio for tunes and waits for them. @returns how many are proposed */
export async function writeTunes(page: Page): Promise<number> {
  await goTo(page, "/studio");
  await page.getByRole("button", { name: "Write a piece", exact: true }).click();
  await page.locator("[data-proposal]").first().waitFor({ timeout: 180_000 });
  return page.locator("[data-proposal]").count();
}

/** Notes the sounds that the page makes as blobs, so that they can be listened to. */
export async function keepSounds(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const sounds: Blob[] = [];
    Object.assign(globalThis, { __sounds: sounds });
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob && blob.type.startsWith("audio/")) sounds.push(blob);
      return make(blob);
    };
  });
}

/** Length and loudness of the last sound that was made. */
export function lastSound(page: Page): Promise<{ sec: number; peak: number; rms: number }> {
  return page.evaluate(async () => {
    const { __sounds } = globalThis as unknown as { __sounds: Blob[] };
    const bytes = await __sounds.at(-1)?.arrayBuffer();
    if (bytes === undefined) throw new Error("No sound was made.");
    const audio = await new AudioContext().decodeAudioData(bytes);
    const samples = audio.getChannelData(0);
    let peak = 0;
    let square = 0;
    for (const sample of samples) {
      peak = Math.max(peak, Math.abs(sample));
      square += sample * sample;
    }
    return { sec: audio.duration, peak, rms: Math.sqrt(square / samples.length) };
  });
}

export async function bytesOf(download: Download): Promise<Uint8Array> {
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
