import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { build } from "vite";
import { chromiumArgs, chromiumPath } from "../../scripts/chromium";
import { securityHeaders } from "../../scripts/policy";
import type { PeerSpeed } from "./peer";
import type { WriteJob, Written } from "./worker";

const BUILT = "bench/.cache/words";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Our page and wllama's in one browser, never both at work. */
export interface Contest {
  readonly browser: string;
  ours(job: WriteJob): Promise<Written>;
  peer(rows: number, tokens: number, drawn: boolean): Promise<PeerSpeed>;
  close(): Promise<void>;
}

/**
 * Builds both pages, serves them with a model on 127.0.0.1, and opens a Chromium. Ours is served
 * under the policy of the app; wllama's cannot be, for its worker comes from a blob.
 *
 * @param model  folder with config.json and weights.bin
 * @param gguf   file of the same model
 */
export async function openContest(model: string, gguf: string): Promise<Contest> {
  await build({
    configFile: false,
    logLevel: "silent",
    root: "bench/words",
    worker: { format: "es" },
    build: {
      outDir: `../../${BUILT}`,
      emptyOutDir: true,
      chunkSizeWarningLimit: 5000,
      assetsInlineLimit: 0,
      rolldownOptions: { input: ["bench/words/index.html", "bench/words/peer.html"] },
    },
  });
  const server = await serve(model, gguf);
  const { port } = server.address() as AddressInfo;
  let browser: Browser | undefined;
  try {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error("no Chromium is installed here");
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
    const open = async (path: string) => {
      const page = await (browser as Browser).newPage();
      await page.goto(`http://127.0.0.1:${port}${path}`);
      return page;
    };
    const ours = await open("/index.html");
    const peer = await open("/peer.html");
    return {
      browser: `Chromium ${browser.version()}`,
      ours: async (job) => {
        await ours.bringToFront();
        return ours.evaluate<Written>(`window.writeOurs(${JSON.stringify(job)})`);
      },
      peer: async (rows, tokens, drawn) => {
        await peer.bringToFront();
        return peer.evaluate<PeerSpeed>(`window.writePeer(${rows}, ${tokens}, ${drawn})`);
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

async function serve(model: string, gguf: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    const file = path.startsWith("/model/") ? join(model, path.slice(7)) : join(BUILT, path);
    try {
      const body = readFileSync(path === "/model.gguf" ? gguf : file);
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      const policy = path === "/index.html" || path.includes("worker") ? securityHeaders : {};
      response.writeHead(200, { "content-type": type, ...policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
