import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { chromiumArgs, chromiumPath } from "../../scripts/chromium";
import { installMagenta, magentaCheckpoint, magentaFiles, magentaPage } from "./magenta";
import type { Shape } from "./shape";
import type { Job } from "./worker";

const BUILT = "bench/.cache/lstm";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Our page and the peer's in one browser, each loaded afresh, never both at work. */
export interface Contest {
  readonly browser: string;
  /** One job a worker, two at most, all at once. */
  ours<T>(...jobs: Job[]): Promise<T[]>;
  peer(backend: "cpu" | "webgl", ms: number): Promise<number>;
  close(): Promise<void>;
}

/** Builds our page, fetches the peer, serves both on 127.0.0.1, and opens a Chromium. */
export async function openContest(shape: Shape): Promise<Contest> {
  await installMagenta();
  await build({
    configFile: false,
    logLevel: "silent",
    root: "bench/lstm",
    worker: { format: "es" },
    build: { outDir: `../../${BUILT}`, emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  });
  const server = await serve({ "/peer.html": magentaPage, ...magentaCheckpoint(shape) });
  const { port } = server.address() as AddressInfo;
  let browser: Browser | undefined;
  try {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error("no Chromium is installed here");
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
    const open = async (path: string): Promise<Page> => {
      const page = await (browser as Browser).newPage();
      await page.goto(`http://127.0.0.1:${port}${path}`);
      return page;
    };
    const ours = await open("/index.html");
    const peer = await open("/peer.html");
    await ours.waitForFunction("window.inWorkers");
    return {
      browser: `Chromium ${browser.version()}`,
      ours: async <T>(...jobs: Job[]) => {
        await ours.bringToFront();
        return ours.evaluate<T[]>(`window.inWorkers(${JSON.stringify(jobs)})`);
      },
      peer: async (backend, ms) => {
        await peer.bringToFront();
        return peer.evaluate<number>(`window.measurePeer(${JSON.stringify(backend)}, ${ms})`);
      },
      close: () => closeAll(browser, server),
    };
  } catch (error) {
    await closeAll(browser, server);
    throw error;
  }
}

async function closeAll(browser: Browser | undefined, server: Server): Promise<void> {
  await browser?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Files of our built page and of the peer, and what is made in memory; nothing else. */
async function serve(made: Readonly<Record<string, string | Buffer>>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    try {
      const peers: Readonly<Record<string, string>> = magentaFiles;
      const models = path.startsWith("/models/") ? join("public", path) : undefined;
      const body = made[path] ?? readFileSync(peers[path] ?? models ?? join(BUILT, path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
