import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import { chromium, type Page } from "playwright-core";
import { build } from "vite";
import type { Score } from "../../src/music/score";
import { chromiumArgs, chromiumPath } from "../chromium";
import type { PageRendering } from "../render-page";

/** A sound file, and what a meter says of it. */
interface RenderedSound extends Omit<PageRendering, "wavBase64"> {
  readonly wav: Buffer;
}

/** The app's own engine in a browser of its own. */
export interface Renderer {
  render(score: Score): Promise<RenderedSound>;
  /** The notation of an ABC tune, as SVG. */
  draw(abc: string): Promise<string>;
  close(): Promise<void>;
}

const ORIGIN = "http://localhost";
const ROOT = new URL("../../", import.meta.url).pathname;

/** @throws Error with a sentence to act on where there is no browser */
export async function openRenderer(): Promise<Renderer> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error("Rendering needs a Chromium: install one, or say where it is in CHROMIUM.");
  }
  const built = await mkdtemp(join(tmpdir(), "refrain-render-"));
  try {
    await bundle(built);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    const page = await browser.newPage();
    await serveFiles(page, built);
    await page.goto(`${ORIGIN}/`);
    await page.waitForFunction("window.drawScore");
    return {
      async render(score) {
        const call = `renderScore(${JSON.stringify(score)})`;
        const { wavBase64, ...measured } = await page.evaluate<PageRendering>(call);
        return { ...measured, wav: Buffer.from(wavBase64, "base64") };
      },
      draw: (abc) => page.evaluate<string>(`drawScore(${JSON.stringify(abc)})`),
      async close() {
        await browser.close();
        await rm(built, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(built, { recursive: true, force: true });
    throw error;
  }
}

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "silent",
    root: ROOT,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2023",
      chunkSizeWarningLimit: 5_000,
      rollupOptions: {
        input: join(ROOT, "scripts/render-page.ts"),
        output: { entryFileNames: "page.js" },
      },
    },
  });
}

/** Answers the page from the bundle and from public/, without a server and without the network. */
async function serveFiles(page: Page, built: string): Promise<void> {
  await page.route("**/*", async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    if (pathname === "/") {
      const body = '<!doctype html><script type="module" src="/page.js"></script>';
      return route.fulfill({ contentType: "text/html", body });
    }
    const file = [built, join(ROOT, "public")]
      .map((folder) => join(folder, normalize(pathname)))
      .find((place) => existsSync(place));
    if (file === undefined) return route.fulfill({ status: 404 });
    const contentType = file.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    return route.fulfill({ contentType, body: await readFile(file) });
  });
}
