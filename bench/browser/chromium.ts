import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { chromiumArgs, chromiumPath } from "../../scripts/chromium";
import type { Job, Results } from "./worker";

const outDir = "bench/.cache/browser";

/** A Chromium with one worker in it that takes jobs, one after the other. */
export interface BenchBrowser {
  readonly version: string;
  run<K extends Job["kind"]>(job: Extract<Job, { kind: K }>): Promise<Results[K]>;
  close(): Promise<void>;
}

/** @throws Error where no Chromium is installed */
export async function openBrowser(): Promise<BenchBrowser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("no Chromium is installed here");
  const common = { configFile: false, logLevel: "silent", root: "bench/browser" } as const;
  await build({
    ...common,
    worker: { format: "es" },
    build: { outDir: `../../${outDir}`, emptyOutDir: true, target: "es2023" },
  });
  const server = await preview({
    ...common,
    build: { outDir: `../../${outDir}` },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(server.resolvedUrls?.local[0] as string);
  await page.waitForFunction("window.inWorker");
  return {
    version: `Chromium ${browser.version()}`,
    run: (job) => page.evaluate((given) => window.inWorker?.(given), job as Job) as never,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
