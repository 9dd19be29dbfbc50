import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "../../scripts/chromium";
import { createStaticServer } from "../../scripts/serve";

export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the built app as `npm start` does, on a free port. */
export async function startServer(): Promise<Server> {
  if (!existsSync("dist/index.html")) throw new Error("There is no build: run npx vite build.");
  const server = createStaticServer("dist");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // A host name, since service workers need a trustworthy origin and people use this one.
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param more  flags beyond those of every run */
export function launch(more: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("No Chromium was found; set CHROMIUM.");
  return chromium.launch({ executablePath, args: [...chromiumArgs, ...more] });
}

export interface Problems {
  /** Requests to another origin, policy violations, console errors, uncaught errors. */
  readonly all: string[];
}

/** Notes everything that must not happen, on every page of a context, from now on. */
export async function recordProblems(context: BrowserContext, origin: string): Promise<Problems> {
  const all: string[] = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about|chrome-error):/.test(url)) {
      all.push(`request to ${url}`);
    }
  });
  context.on("console", (message) => {
    if (message.type() === "error") all.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => all.push(`uncaught: ${String(error.error())}`));
  await context.exposeBinding("__violation", (_, what: string) => all.push(`policy: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (globalThis as unknown as { __violation(what: string): void }).__violation;
      report(`${event.violatedDirective} blocked ${event.blockedURI}`);
    });
  });
  return { all };
}

/** Watches for main-thread tasks over 50 ms; read them with `longTasks`. */
export async function watchLongTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const tasks: { start: number; ms: number }[] = [];
    Object.assign(globalThis, { __longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        tasks.push({ start: Math.round(entry.startTime), ms: Math.round(entry.duration) });
      }
    }).observe({ type: "longtask", buffered: true });
  });
}

export function longTasks(page: Page): Promise<{ start: number; ms: number }[]> {
  return page.evaluate(
    () =>
      (globalThis as unknown as { __longTasks: { start: number; ms: number }[] }).__longTasks ?? [],
  );
}
