import { spawnSync } from "node:child_process";
import { chromiumArgs, chromiumPath } from "../scripts/chromium";
import { startServer } from "../tests/e2e/support";

/**
 * Start-up of the built app by Lighthouse (mobile, simulated throttling), three runs: the scores
 * and the median run's first paint, largest paint and blocking time.
 */
export async function run(): Promise<object> {
  spawnSync("npx", ["vite", "build"], { stdio: "ignore" });
  const { default: lighthouse } = await import("lighthouse");
  const { launch } = await import("chrome-launcher");
  const server = await startServer();
  const chromePath = chromiumPath();
  const runs: Record<string, number>[] = [];
  try {
    for (let i = 0; i < 3; i++) {
      const chrome = await launch({
        ...(chromePath === undefined ? {} : { chromePath }),
        chromeFlags: ["--headless=new", ...chromiumArgs],
      });
      try {
        const outcome = await lighthouse(server.url, {
          port: chrome.port,
          onlyCategories: ["performance", "accessibility", "best-practices"],
        });
        if (outcome === undefined) throw new Error("Lighthouse gave no result.");
        const { categories, audits } = outcome.lhr;
        const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
        const ms = (name: string) => Math.round(audits[name]?.numericValue ?? 0);
        runs.push({
          performance: score("performance"),
          accessibility: score("accessibility"),
          bestPractices: score("best-practices"),
          firstContentfulPaintMs: ms("first-contentful-paint"),
          largestContentfulPaintMs: ms("largest-contentful-paint"),
          totalBlockingMs: ms("total-blocking-time"),
        });
      } finally {
        chrome.kill();
      }
    }
  } finally {
    await server.stop();
  }
  runs.sort((a, b) => (a["performance"] ?? 0) - (b["performance"] ?? 0));
  return { median: runs[1], runs };
}
